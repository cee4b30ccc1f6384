import type { MetricDefinition } from '../../metrics/metric.ts'
import type { BreakdownCell, CohortEstimate, Reason } from '../../model/index.ts'
import { shownPartSize, shownTeams } from '../../privacy/shown-size.ts'
import { significant } from '../../privacy/significant.ts'
import { mean } from '../../stats/mean.ts'
import { oneMean } from '../../stats/one-mean.ts'
import type { Arm } from '../cohort/arm.ts'
import { INTERVAL_FROM, scaled } from '../cohort/measure.ts'
import { measureSurvey, sharesOf } from '../cohort/survey-measure.ts'
import { isSurvey } from '../cohort/survey-metrics.ts'
import { measureTeams } from '../cohort/teams.ts'
import { tooFewPeople } from '../reasons.ts'
import { idsOf, type Spell } from './spell.ts'

/** Where a cell stands; null: all rows, or all columns. */
export type At = Pick<BreakdownCell, 'row' | 'column'>

/** Significant digits of what is about one group. */
const DIGITS = 2

/** Whose number it is: those of whom there is one, and all who could have one. */
export interface Group {
  known: readonly Spell[]
  asked: readonly Spell[]
}

/** A cell that is shown. Below 10 people it has no interval, but for shares of answers. */
export function cellOf(
  at: At,
  group: Group,
  { metric, minimum }: { metric: MetricDefinition; minimum: number },
): BreakdownCell {
  if (metric.of === undefined) return { ...at, ...cellOfPeople(group, metric, minimum) }
  const arm = armOf(group)
  if (!isSurvey(metric)) return { ...at, ...figuresOf(measureTeams(arm, metric, minimum), write) }
  const { response_rate } = sharesOf(arm, metric, minimum)
  return { ...at, ...figuresOf(measureSurvey(arm, metric, minimum), (it) => it), response_rate }
}

/** A cell of which nothing is shown. */
export function noCell(at: At, reason: Reason): BreakdownCell {
  return { ...at, people: null, teams: null, estimate: null, interval: null, reason }
}

type Figures = Omit<BreakdownCell, 'row' | 'column' | 'response_rate'>

function cellOfPeople(
  { known: spells, asked }: Group,
  { kind }: MetricDefinition,
  minimum: number,
): Figures {
  const people = idsOf(spells).length
  const values = valuesOf(spells)
  const told = (value: number) => write(kind === 'log' ? Math.exp(value) : value)
  // the spells of one person count as one, as the people of a team do
  const teams = spells.map(({ team, id }) => team ?? -id)
  const answer = people < INTERVAL_FROM ? tooFewPeople(INTERVAL_FROM) : oneMean({ values, teams })
  return {
    people: shownPartSize(people, idsOf(asked).length, minimum),
    teams: shownTeams(new Set(teams.filter((team) => team >= 0)).size),
    estimate: told(mean(values)),
    interval: 'reason' in answer ? null : scaled(answer.interval, told),
    reason: 'reason' in answer ? answer : null,
  }
}

/** The same group as the cohort report measures one. */
function armOf({ known, asked }: Group): Arm {
  const teams = known.map(({ team }) => team)
  return {
    cohort: '',
    sample: { values: valuesOf(known), teams, strata: [] },
    members: idsOf(known),
    people: known.length,
    teams: new Set(teams.filter((team) => team !== null)).size,
    of_people: asked.length,
    shown: true,
  }
}

function figuresOf(
  { people, teams, estimate, interval, reason }: CohortEstimate,
  told: (value: number) => number,
): Figures {
  return {
    people,
    teams,
    estimate: estimate === null ? null : told(estimate),
    interval: interval === null ? null : scaled(interval, told),
    reason,
  }
}

function valuesOf(spells: readonly Spell[]): Float64Array {
  return Float64Array.from(spells, ({ value }) => value as number)
}

const write = (value: number) => significant(value, DIGITS)
