import type { Args, Result } from '../api.ts'

export type Schedule = Result<'schedules.list'>['schedules'][number]
export type Target = Args<'schedules.create'>['target']

/** Moments that are offered by name. */
export const MOMENTS = {
  monday: { cron: '0 8 * * 1', label: 'Every Monday at 8:00' },
  day: { cron: '0 8 * * 1-5', label: 'Every working day at 8:00' },
  month: { cron: '0 8 1 * *', label: 'On the first of each month at 8:00' },
} as const

/** When a schedule sends, in words; with its zone where it has one of its own. */
export function momentText({ cron, time_zone }: Pick<Schedule, 'cron' | 'time_zone'>): string {
  const named = Object.values(MOMENTS).find((moment) => moment.cron === cron)
  const words = named?.label ?? `By schedule: ${cron}`
  return time_zone === null ? words : `${words}, ${time_zone}`
}

/** Whereto it sends. */
export function targetText({ kind, name, format, host }: Schedule['target']): string {
  if (kind === 'file') return `File ${name}.${format === 'text' ? 'txt' : format}`
  return kind === 'slack' ? `Slack at ${host}` : `Web hook at ${host}`
}

/** How it stands, in a word or two, with the colour of its badge. */
export function stateOf({ paused, last_run }: Schedule): [text: string, color: string] {
  if (last_run?.status === 'running') return ['Being sent', 'blue']
  if (last_run?.status === 'failed') return ['Failed', 'red']
  if (paused) return ['Paused', 'gray']
  return last_run ? ['Delivered', 'teal'] : ['Not sent yet', 'gray']
}

/** A file to begin with. */
export const FIRST_FILE = `report: cohort
title: Who uses Coder, and how they work
attribute: Coder
period: last 12 weeks
`
