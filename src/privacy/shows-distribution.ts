/** Fewest people of whom a distribution may be shown: quantile dots, a tenth and a ninetieth percentile. */
const DISTRIBUTION_FROM = 20

/** Whether the values of so many people may be shown as a distribution, and not as a mean alone. */
export function showsDistribution(people: number, minimum: number): boolean {
  return people >= Math.max(DISTRIBUTION_FROM, minimum)
}
