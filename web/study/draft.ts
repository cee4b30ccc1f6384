import { dayAfter, dayIn, weekOf } from '../../src/model/index.ts'
import type { Args, Result } from '../api.ts'
import { lackOf } from '../lack.ts'

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

/** The design of a study that is kept, to be changed. */
export function draftOf(study: Result<'studies.info'>['study']): StudyDraft {
  const { name, hypothesis, purpose, metric, guardrails, team, filter, effect, from, to } = study
  const [first = '', second = ''] = study.arms
  return {
    ...{ name, hypothesis, purpose, metric, guardrails, effect, from, to },
    ...{ team: team ?? [], filter: filter ?? [], arms: [first, second] },
    always_valid: study.always_valid,
  }
}

/** What of a design is another now. */
export function changesOf(before: StudyDraft, after: StudyDraft): Partial<StudyDraft> {
  const fields = Object.entries(after) as [keyof StudyDraft, unknown][]
  return Object.fromEntries(
    fields.filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field])),
  )
}

/** What of a study is still to be said; undefined: nothing. */
export function lackIn({ name, hypothesis, purpose, arms: [first, second] }: StudyDraft) {
  return lackOf({ name, hypothesis, purpose, 'first arm': first, 'second arm': second })
}
