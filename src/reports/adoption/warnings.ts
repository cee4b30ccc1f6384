import { type AdoptionReport, counted, type Warning } from '../../model/index.ts'
import { wholePercent } from '../../model/numbers.ts'
import { scopeWarnings } from '../scope-warnings.ts'
import type { Question } from './question.ts'

type Rests = Pick<AdoptionReport, 'coverage' | 'weeks_waiting' | 'unmatched_use'>

/** What may mislead about who uses a tool. */
export function warningsOf(question: Question, rests: Rests): Warning[] {
  const pulls = question.covered.some(({ subject }) => subject === 'pull_requests')
  return [
    ...unmatchedWarning(question, rests),
    ...(question.declared || pulls ? [] : [EVERYBODY]),
    ...scopeWarnings({
      ...question,
      ...rests,
      declared: question.declared || !pulls,
      // whose pull requests are whose does not change who uses the tool
      unmatched: { accounts: null, share: null },
      subjects: ['tool_days'],
      counted_in: 'whole weeks',
    }),
  ]
}

const EVERYBODY: Warning = {
  code: 'nobody_declared',
  message: 'Nobody is declared as writing code, so everybody counts.',
}

function unmatchedWarning(
  { tool }: Question,
  { unmatched_use: { accounts, share } }: Rests,
): Warning[] {
  if (accounts === null || share === null) return []
  return [
    {
      code: 'unmatched_accounts',
      message: `${counted(accounts, 'account')} with ${wholePercent(share)} of the days of use of ${tool} belong to nobody known: the people behind them may count as not using it.`,
    },
  ]
}
