import type { Metric } from '../model/index.ts'

/** A metric of the time until something happens, of which some are still waiting: shown by reports of their own. */
export const timeToNthPr: Metric = {
  id: 'time_to_nth_pr',
  name: 'Time to the first pull requests',
  definition:
    'Available days from the first day of employment to the first, or the tenth, merged pull request, by the median of Kaplan and Meier: who has none yet, or has left without, is counted as still waiting.',
  unit: 'available days',
  direction: 'lower',
  kind: 'survival',
  unknown:
    'Who began before pull requests are known, or has no account at a source of them, is left out.',
  gaming: 'A trivial first pull request shortens it; the tenth is harder to hurry.',
  guardrails: ['pr_size', 'unreviewed_merge_share'],
}
