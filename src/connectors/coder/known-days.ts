import * as z from 'zod'
import { dayAfter, daysBetween, type Period } from '../../model/index.ts'

/** What is known of the days read so far, as far as it bears on days without use. */
export const KnownDays = z.object({
  seen: z.boolean().describe('Somebody used the tool on a day that was read.'),
  empty_from: z.string().nullable().describe('First day of those without use up to now.'),
  blind_until: z
    .string()
    .nullable()
    .describe('Before this day some were not collected, without a trace.'),
})
export type KnownDays = z.infer<typeof KnownDays>

/** Days without use that are believed: as long as holidays may be. */
const BELIEVED = 14

/**
 * What a read day adds to the days of which the source has told everything. A source that collected nothing answers as one
 * that nobody used, so days without use are zeros only between days with use and up to the last day, at most 14 in a
 * row; before the first use and in longer rows they are unknown, and so is all before `blind_until`.
 */
export function addDay<State extends KnownDays>(
  state: State,
  { day, used, last }: { day: string; used: boolean; last: boolean },
): { state: State; known?: Period; unknown?: Period } {
  const to = dayAfter(day)
  if (state.blind_until !== null && day < state.blind_until) return { state }
  const { seen, empty_from } = state
  const from = empty_from ?? day
  const believed = seen && daysBetween(from, used ? day : to) <= BELIEVED
  if (!used) {
    const waiting = { ...state, empty_from: from }
    if (!last) return { state: waiting }
    return { state: waiting, [believed ? 'known' : 'unknown']: { from, to } }
  }
  const settled = { ...state, seen: true, empty_from: null }
  if (believed || from === day) return { state: settled, known: { from, to } }
  return { state: settled, known: { from: day, to }, unknown: { from, to: day } }
}
