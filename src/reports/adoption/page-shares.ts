import type { PeopleShare } from '../../model/index.ts'
import { bounds, wholePercent } from '../../model/numbers.ts'

type Share = Pick<PeopleShare, 'estimate' | 'interval' | 'within'>

/** A share with its interval, or what may be said of it instead. */
export function withInterval(share: Share): string {
  if (share.interval === null) return shareText(share)
  return `${shareText(share)} (${bounds(share.interval, wholePercent)})`
}

/** A share, the bounds that hold it, or that it is not shown. */
export function shareText({ estimate, within }: Share): string {
  if (estimate !== null) return wholePercent(estimate)
  if (within === null) return 'not shown'
  return within.low === 0
    ? `${wholePercent(within.high)} or less`
    : `${wholePercent(within.low)} or more`
}
