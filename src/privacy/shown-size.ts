/** From here on sizes are shown as they are. */
const EXACT_FROM = 100

/** Below it to a multiple of this. */
const STEP = 5

/** The number of people of a group as it may be shown: to 5 below 100. Null for fewer than the minimum, none included. */
export function shownSize(people: number, minimum: number): number | null {
  if (people < minimum) return null
  return people < EXACT_FROM ? Math.round(people / STEP) * STEP : people
}

/**
 * The number of people of a part, such as those who have a value, beside the number of its whole: where the two differ
 * by fewer than the minimum, the part is shown as large as the whole, so that the difference counts nobody.
 */
export function shownPartSize(part: number, whole: number, minimum: number): number | null {
  return shownSize(part < whole && whole - part < minimum ? whole : part, minimum)
}

/**
 * A number of people of whom nobody decides whether it is shown beside others, as of groups: to 5 at any size, so that none can be
 * taken off another. Null for fewer than the minimum, none included.
 */
export function shownCount(people: number, minimum: number): number | null {
  return people < minimum ? null : Math.round(people / STEP) * STEP
}

/**
 * The number of teams of a group as it may be shown, so that it never says more of the number of people than that itself: to 5 below
 * 100, as sizes are. Fewer than 5 stay, since they say nothing of a size; and 5 to 9 are 5, since much is judged by whether there
 * are ten.
 */
export function shownTeams(teams: number): number {
  if (teams < STEP || teams >= EXACT_FROM) return teams
  return teams < 2 * STEP ? STEP : Math.round(teams / STEP) * STEP
}
