import type { Random } from '../stats/random.ts'

const VERBS = [
  'Add',
  'Fix',
  'Test',
  'Log',
  'Cache',
  'Split',
  'Retry',
  'Simplify',
  'Validate',
  'Speed up',
  'Document',
  'Remove',
]

const THINGS = [
  'paging',
  'sessions',
  'queries',
  'date ranges',
  'retries',
  'uploads',
  'dark mode',
  'feature flags',
  'errors',
  'config',
  'filters',
  'health checks',
  'audit trail',
  'batches',
  'sorting',
  'rate limits',
]

/** The title of a pull request that a person opens. */
export function drawTitle(random: Random): string {
  return `${random.pick(VERBS)} ${random.pick(THINGS)}`
}

/** The branch that goes with a title. */
export function branchOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-/, '')
}
