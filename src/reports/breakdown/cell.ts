import type { BreakdownCell, Metric, Reason } from '../../model/index.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import { significant } from '../../privacy/significant.ts'
import { mean } from '../../stats/mean.ts'
import { oneMean } from '../../stats/one-mean.ts'
import { INTERVAL_FROM, scaled } from '../cohort/measure.ts'
import { tooFewPeople } from '../reasons.ts'
import type { Spell } from './draw-spells.ts'
import { idsOf } from './table.ts'

/** Where a cell stands; null: all rows, or all columns. */
export type At = Pick<BreakdownCell, 'row' | 'column'>

/** Significant digits of what is about one group. */
const DIGITS = 2

/** A cell that is shown, of spells that all have a value. Below 10 people it has no interval. */
export function cellOf(
  at: At,
  spells: readonly Spell[],
  { metric, place, minimum }: { metric: Metric; place: number; minimum: number },
): BreakdownCell {
  const people = idsOf(spells).length
  const values = Float64Array.from(spells, (spell) => spell.values[place] as number)
  const write = writerOf(metric)
  // the spells of one person count as one, as the people of a team do
  const teams = spells.map(({ team, id }) => team ?? -id)
  const answer = people < INTERVAL_FROM ? tooFewPeople(INTERVAL_FROM) : oneMean({ values, teams })
  return {
    ...at,
    people: shownSize(people, minimum),
    teams: new Set(teams.filter((team) => team >= 0)).size,
    estimate: write(mean(values)),
    interval: 'reason' in answer ? null : scaled(answer.interval, write),
    reason: 'reason' in answer ? answer : null,
  }
}

/** A cell of which nothing is shown. */
export function noCell(at: At, reason: Reason): BreakdownCell {
  return { ...at, people: null, teams: null, estimate: null, interval: null, reason }
}

function writerOf({ kind }: Metric): (value: number) => number {
  return (value) => significant(kind === 'log' ? Math.exp(value) : value, DIGITS)
}
