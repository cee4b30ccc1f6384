import type { FactKind } from '../src/model/index.ts'
import type { Args, Result } from './api.ts'

export type Options = NonNullable<Args<'imports.create'>['options']>

/** A file that was dropped and is not applied: what was said about it, and what the server made of it. */
export interface Draft {
  key: string
  file: File
  options: Options
  /** Undefined until the server has read it. */
  read?: Result<'imports.create'>
  error?: unknown
  busy: boolean
}

/** People come before what is said of them: each file finds what the ones before have brought. */
const ORDER: readonly FactKind[] = [
  'teams',
  'people',
  'tool_users',
  'tool_days',
  'pull_requests',
  'reviews',
  'absences',
  'calendar_busy',
  'services',
  'deployments',
  'pipeline_runs',
  'incidents',
  'custom_facts',
  'survey_items',
  'survey_answers',
] satisfies FactKind[]

/** The drafts in the order in which to apply them; what cannot be applied comes last. */
export function inOrder(drafts: Draft[]): Draft[] {
  const place = ({ read }: Draft) => (read ? ORDER.indexOf(read.recognised.kind) : ORDER.length)
  return drafts.toSorted((a, b) => place(a) - place(b))
}

/** The drafts whose preview is there, in the order in which to apply them. */
export function applicable(drafts: Draft[]): Draft[] {
  return inOrder(drafts).filter(({ read, error, busy }) => read?.preview && !error && !busy)
}
