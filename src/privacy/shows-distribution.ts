/** Fewest people of whom a distribution may be shown: a tenth and a ninetieth percentile, in steps of one person in twenty. */
const DISTRIBUTION_FROM = 20

/** Fewest people of whom twenty dots may be shown: of twenty people they would be the values of all, the largest among them. */
const DOTS_FROM = 40

/** Whether the values of so many people may be shown as a distribution, and not as a mean alone. */
export function showsDistribution(people: number, minimum: number): boolean {
  return people >= Math.max(DISTRIBUTION_FROM, minimum)
}

/** Whether the values of so many people may be shown as twenty dots. */
export function showsDots(people: number, minimum: number): boolean {
  return people >= Math.max(DOTS_FROM, minimum)
}
