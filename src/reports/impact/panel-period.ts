import { PERIOD_DAYS as KEPT_DAYS } from '../../metrics/write-periods.ts'
import { dayAfter, type Period } from '../../model/index.ts'
import { periodOf, weeksIn } from '../period-of.ts'

/** Days in a period of the panel: four ISO weeks, which takes sprints and the length of months out; as long as those of which sums are kept. */
export const PERIOD_DAYS = KEPT_DAYS

const WEEKS = 4

/** Nobody can be studied in less: three periods before adoption, that of adoption, and one after. */
const FEWEST_PERIODS = 5

/**
 * The days of a panel in whole periods of four weeks that end with the last whole week: as asked, by default everything of
 * which pull requests are known. Weeks that are left over are cut off at the beginning. `periods` may be too few.
 */
export function panelPeriod(
  asked: { from?: string; to?: string },
  known: { from: string | null; until: string | null },
): { period: Period; periods: number; snapped: boolean } {
  const from = asked.from ?? known.from ?? undefined
  const { period, snapped } = periodOf(
    { from, to: asked.to },
    { known_until: known.until, weeks: WEEKS * FEWEST_PERIODS },
  )
  const periods = Math.floor(weeksIn(period) / WEEKS)
  const start = dayAfter(period.to, -PERIOD_DAYS * periods)
  const moved = snapped || start !== period.from
  return {
    period: { from: start, to: period.to },
    periods,
    snapped: moved && (asked.from !== undefined || asked.to !== undefined),
  }
}
