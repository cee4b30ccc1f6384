import { showsDistribution } from './shows-distribution.ts'

/** Who stands behind a quantile of values of which people have several, such as pull requests. */
export interface Behind {
  people: number
  values: number
  /** Values of the person who has the most. */
  most: number
  /** People with a value that is no larger, and with one that is no smaller. */
  below: number
  above: number
}

/**
 * Whether a quantile of the values of so many people may be shown: of 20 people at least, of whom none has a larger part than one
 * of a minimum group would, and with values of a minimum group on either side, so that it is no one's own number.
 */
export function showsQuantile(
  { people, values, most, below, above }: Behind,
  minimum: number,
): boolean {
  return (
    showsDistribution(people, minimum) &&
    most * minimum <= values &&
    Math.min(below, above) >= minimum
  )
}
