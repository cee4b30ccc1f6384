/** One value of a metric of somebody who had one value of the rows and one of the columns: of the weeks, or on the day, that they did. */
export interface Spell {
  id: number
  /** Places of the values. */
  row: number
  column: number
  /** The person's last team in the period; null: none is known. */
  team: number | null
  /** null: unknown. Of an item of a survey the place of the option; null: no answer. */
  value: number | null
}

/** The different people of some spells, by id. */
export function idsOf(spells: readonly Spell[]): number[] {
  return [...new Set(spells.map(({ id }) => id))]
}
