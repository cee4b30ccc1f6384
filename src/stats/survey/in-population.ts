import type { Share } from '../wilson.ts'

const SMALL = 0.5

/**
 * A share with less room for chance since few are left who could have answered otherwise: above a response rate of one half,
 * both parts of the interval shrink by `sqrt(1 - rate)` (finite population correction). At a rate of 1 no interval is left. Throws
 * for a rate above 1.
 *
 * Only for what a group itself would have answered, never for a comparison: that asks whether people in general differ by what
 * parts the groups, and those who answered are no less a sample of them for being nearly all of their group. At a rate of .6 it
 * would find a difference between groups that are alike in 22 of 100 comparisons.
 */
export function inPopulation(share: Share, rate: number): Share {
  if (rate <= SMALL) return share
  if (!(rate <= 1)) throw new RangeError('More people have answered than were asked')
  const { low, high, level } = share.interval
  const factor = Math.sqrt(1 - rate)
  // From the share and not from Wilson's centre, so that the interval ends at what everybody has answered.
  const towards = (bound: number) => share.estimate + factor * (bound - share.estimate)
  return { ...share, interval: { low: towards(low), high: towards(high), level } }
}
