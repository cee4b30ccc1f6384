import type { Result } from './api.ts'
import { instantText } from './words.ts'

export type Source = Result<'sources.list'>['sources'][number]
export type Sync = NonNullable<Source['last_run']>

/** Schedules that are offered by name. Odd minutes, so that not everybody asks a server at the full hour. */
export const SCHEDULES = {
  hour: { cron: '17 * * * *', label: 'Every hour' },
  night: { cron: '23 3 * * *', label: 'Every night' },
} as const

/** When a source is read by itself. */
export function scheduleText(schedule: string | null): string {
  if (schedule === null) return 'Only when asked'
  const named = Object.values(SCHEDULES).find(({ cron }) => cron === schedule)
  return named?.label ?? `By schedule: ${schedule}`
}

/** How a source stands, in a word or two, with the colour of its badge. */
export function stateOf({ paused, reading, last_run }: Source): [text: string, color: string] {
  if (reading) return ['Being read', 'blue']
  if (last_run?.status === 'failed') return ['Failed', 'red']
  if (paused) return ['Paused', 'gray']
  if (!last_run) return ['Not read yet', 'gray']
  if (last_run.status === 'cut') return ['Cut off', 'orange']
  return ['Up to date', 'teal']
}

/** When it is read next, in words. */
export function nextText({ next_run, paused, schedule }: Source): string {
  if (schedule === null) return 'When asked'
  if (paused) return 'Paused'
  return next_run ? instantText(next_run) : 'When asked'
}
