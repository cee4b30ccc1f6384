import type { By } from '../adoption/by.ts'
import { sameText } from '../attribute.ts'
import { collapse, type Line } from './collapse.ts'
import { unknownPlace } from './draw-spans.ts'
import type { Question } from './question.ts'
import { idsOf, type Spell } from './spell.ts'

/** What a table has rows and columns of. */
interface Lines {
  rowLines: Line[]
  /** One of everybody where nothing is crossed. */
  columnLines: Line[]
  /** Whether everybody is told of beside the rows, with those of whom no value is known. */
  whole: boolean
}

/**
 * The rows and columns of a table of some spells, with those of whom no value is known behind the values. Where these are too few they are
 * in no row, and everybody is not told of; crossed, they have a line of their own, beside which others are hidden.
 */
export function linesOf(
  known: readonly Spell[],
  { rows, columns, minimum }: Pick<Question, 'rows' | 'columns' | 'minimum'>,
): Lines {
  const placed = (of: 'row' | 'column') => known.map((it) => ({ id: it.id, place: it[of] }))
  if (columns !== null)
    return {
      rowLines: crossedLines(rows, placed('row'), minimum),
      columnLines: crossedLines(columns, placed('column'), minimum),
      whole: true,
    }
  const whole = !fewUnknown(known, rows, minimum)
  return {
    rowLines: collapse(whole ? namesOf(rows) : rows.values, placed('row'), minimum),
    columnLines: [{ name: 'Everybody', places: new Set([0]) }],
    whole,
  }
}

/**
 * Whether fewer than the minimum are those of whom no value is known at some time, or at any time: the latter would follow from
 * everybody without the rows.
 */
function fewUnknown(known: readonly Spell[], rows: By, minimum: number): boolean {
  const isUnknown = ({ row }: Spell) => row === unknownPlace(rows)
  const placed = new Set(idsOf(known.filter((it) => !isUnknown(it))))
  const ever = idsOf(known.filter(isUnknown))
  const always = ever.filter((id) => !placed.has(id))
  return [ever, always].some(({ length }) => length > 0 && length < minimum)
}

/** The values, with what those of whom none is known are called. */
function namesOf({ values }: By): string[] {
  return [...values, values.some((it) => sameText(it, UNKNOWN)) ? 'Not known' : UNKNOWN]
}

const UNKNOWN = 'Unknown'

/** The lines of one side of a crossed table: those of whom no value is known have one of their own there, of however few. */
function crossedLines(
  by: By,
  spells: readonly { id: number; place: number }[],
  minimum: number,
): Line[] {
  const place = unknownPlace(by)
  const unknown = new Set(spells.flatMap((it) => (it.place === place ? it.id : [])))
  if (unknown.size === 0 || unknown.size >= minimum) return collapse(namesOf(by), spells, minimum)
  const name = namesOf(by).at(-1) as string
  return [...collapse(by.values, spells, minimum), { name, places: new Set([place]) }]
}
