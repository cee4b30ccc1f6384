import { significant } from './significant.ts'

/** From so many people on, rounding alone hides a few of a group: who they are is no longer looked at. */
export const LARGE_FROM = 10_000

/** By how many times the mean the few may lie above it: of whoever merges three pull requests a week thirty-six. */
const TIMES_THE_MEAN = 12

/** The most by which somebody may lie from a mean: of a share all of its points. */
export function mostApart(kind: 'rate' | 'share' | 'log', mean: number): number {
  return kind === 'share' ? 100 : TIMES_THE_MEAN * Math.abs(mean)
}

/**
 * A mean of large groups, or a difference or ratio of means, rounded so that fewer people than the minimum, who join a group or
 * leave it, move it by half a step at most if each of them lies by `most` from it. So beside the figure without them it tells at
 * best on which side of the others they lie. Groups that are not large are looked at, and move nothing here.
 */
export function roundedOfLarge(
  value: number,
  most: number,
  { minimum, people }: { minimum: number; people: readonly number[] },
): number {
  const moved = people
    .filter((count) => count >= LARGE_FROM)
    .reduce((sum, count) => sum + ((minimum - 1) * most) / count, 0)
  if (!(moved > 0)) return value
  const step = niceFrom(2 * moved)
  // divided by a whole number where the step is a fraction, so that 0.3 is no 0.30000000000000004
  return step < 1
    ? Math.round(value / step) / Math.round(1 / step)
    : Math.round(value / step) * step
}

/** The number of people of a large group as it is shown: to two digits. */
export function peopleOfLarge(people: number): number {
  return people >= LARGE_FROM ? significant(people, 2) : people
}

/** The next of 1, 2, 5, 10, 20 and so on, and of their parts by ten. */
function niceFrom(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step))
  const [times = 10] = [1, 2, 5].filter((it) => it * power >= step)
  return times * power
}
