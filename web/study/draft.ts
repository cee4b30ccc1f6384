import { dayAfter, dayIn, weekOf } from '../../src/model/index.ts'
import type { Args } from '../api.ts'

/** A study as it is being written. */
export type StudyDraft = Required<
  Omit<Args<'studies.create'>, 'dry_run' | 'arms' | 'team' | 'filter' | 'guardrails'>
> & { arms: [string, string]; team: string[]; filter: string[]; guardrails: string[] }

/** Weeks of a study unless said otherwise. */
const WEEKS = 12

/** An empty study that begins with the week after next. */
export function firstDraft(now: Date): StudyDraft {
  const from = dayAfter(weekOf(dayIn('UTC', now)), 14)
  return {
    ...{ name: '', hypothesis: '', purpose: '', metric: 'pr_throughput', guardrails: [] },
    ...{ team: [], filter: [], arms: ['treatment', 'control'], effect: 10 },
    ...{ from, to: dayAfter(from, 7 * WEEKS), always_valid: false },
  }
}

/** Whether all is said that has to be. */
export function isComplete({ name, hypothesis, purpose, arms }: StudyDraft): boolean {
  return [name, hypothesis, purpose, ...arms].every((text) => text.trim() !== '')
}
