const COLOURS = 6

/** The colour of a cohort on every chart of an answer: that of its place among the cohorts. */
export function colourOf(name: string, cohorts: readonly { name: string }[]): string {
  const place = cohorts.findIndex((cohort) => cohort.name === name)
  return `var(--cohort-${Math.max(place, 0) % COLOURS})`
}
