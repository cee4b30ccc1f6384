import { PERCEPTION } from './known-items.ts'
import type { Metric } from './metric.ts'

/** What somebody takes as metrics: a report, a part of one, or the design of a study. A form offers that; the rest is refused. */
export interface Takes {
  /** Those of people, of teams, and of the time until something happens. */
  of: readonly ('people' | 'team' | 'wait')[]
  /** Runs of a survey with kept keys that an item needs; 0: no item is taken. */
  runs: number
  without?: readonly string[]
}

/** Whether a metric or an item of surveys is among what is taken. */
export function takes(
  taken: Takes,
  { id, kind, of }: Pick<Metric, 'id' | 'of'> & Partial<Pick<Metric, 'kind'>>,
): boolean {
  if (taken.without?.includes(id)) return false
  return of === 'survey'
    ? taken.runs > 0
    : taken.of.includes(kind === 'survival' ? 'wait' : (of ?? 'people'))
}

/** The same without what people are asked. */
export function measuredOf(taken: Takes): Takes {
  return { ...taken, runs: 0 }
}

const TOOL_DAYS = ['tool_active_days', 'tool_share']

/** What use moves by definition, and why. */
const MADE_OF_USE: Record<string, string> = {
  tool_active_days: 'it counts the days of use',
  tool_share: 'it is a share of the days of use',
  coding_days: 'a day with a tool counts as a day of coding',
  assisted_pr_share: 'a pull request made with a tool that assists counts as assisted',
}

/** Why use of a tool moves a metric by definition; undefined: it does not. */
export function movedByUse(id: string): string | undefined {
  return MADE_OF_USE[id]
}

/** What may change when people adopt a tool: what is not made of its use, nor about the tool itself, of which nobody can speak before. */
export const ADOPTION_CHANGES: Takes = {
  of: ['people'],
  runs: 2,
  without: [...Object.keys(MADE_OF_USE), PERCEPTION],
}

/** What is set beside use: neither use itself, nor days that rise with all work. */
export const BESIDE_USE: Takes = {
  of: ['people', 'team'],
  runs: 1,
  without: [...TOOL_DAYS, 'coding_days'],
}

/** What a study is judged by: the days of a tool say who got it, and not what it does. */
export const JUDGES_STUDY: Takes = { of: ['people'], runs: 0, without: TOOL_DAYS }
