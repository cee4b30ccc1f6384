import { dayText, type Warning } from '../../model/index.ts'
import { listed } from '../../model/numbers.ts'
import { shownSize, shownTeams } from '../../privacy/shown-size.ts'
import { movedWarnings } from '../use-warnings.ts'
import type { Compared } from './compare.ts'
import type { ComparedMetric } from './compare-metric.ts'
import { effectOf } from './effect.ts'
import type { Side, Sides } from './side.ts'
import { timeWarnings } from './time-warnings.ts'

/** Fewer teams in a cohort make its interval too narrow. */
const ENOUGH_TEAMS = 10

/** What was compared, as it may be shown. */
export interface Found {
  sides: Sides
  metrics: ComparedMetric[]
}

/** What may mislead when these cohorts are compared. */
export function cohortWarnings({ sides, metrics }: Found): Warning[] {
  const { now, other } = sides
  return [
    ...(other === undefined ? [differentPeople(now)] : timeWarnings(now, other)),
    ...movedWarnings(now.question.uses, now.question.metrics),
    ...metrics.flatMap(composition),
    ...hiddenCohorts(now),
    ...fewTeams(now),
    ...undated(now),
    ...asOfToday(now),
  ]
}

function differentPeople({ question }: Side): Warning {
  const subject = listed([question.attribute, ...question.across].map(({ name }) => name))
  return {
    code: 'different_people',
    message: `The cohorts are different people: a difference between them does not say what ${subject} ${question.across.length > 0 ? 'change' : 'changes'}.`,
  }
}

function composition({ answer: { metric }, compared }: ComparedMetric): Warning[] {
  return compared.flatMap((pair): Warning[] => {
    const [crude, alike] = [effectOf(pair, metric), effectOf(pair.standardised, metric)]
    if (crude === null || alike === null) return []
    const made = `${metric.name}: ${pair.of} and ${pair.to} are made up differently. Between people of like ${listed(pair.standardised.within)} the first is ${alike.words}, instead of ${crude.words}`
    const established = crude.differs || alike.differs
    if (isReversed(pair, crude.differs)) {
      const groups = allAgainst(pair) ? ', and so it is in each group of people who are alike' : ''
      const chance = established ? '' : '; chance may explain either'
      return [{ code: 'reversed', message: `${made}: the other way round${groups}${chance}.` }]
    }
    return explains(pair, established) ? [{ code: 'composition', message: `${made}.` }] : []
  })
}

/**
 * Simpson's paradox: between people who are alike the difference has the other sign, or it is more than chance on the whole and points
 * the other way in each of their groups.
 */
function isReversed(pair: Compared, crudeDiffers: boolean): boolean {
  return pair.composition?.sign_flips === true || (crudeDiffers && allAgainst(pair))
}

function allAgainst({ strata }: Compared): boolean {
  return strata !== null && strata.strata > 1 && strata.against === strata.strata
}

/** Two differences that chance explains both call for no warning, unless they are far apart. */
function explains({ composition }: Compared, differs: boolean): boolean {
  if (composition === null) return false
  return composition.over_one_se || (differs && composition.over_half)
}

function hiddenCohorts({ members, question }: Side): Warning[] {
  const names = members.filter(({ shown, refused }) => !shown && !refused).map(({ name }) => name)
  if (names.length === 0) return []
  const message = `Not shown: ${listed(names)}. A cohort of fewer than ${question.minimum} people is hidden, and so is the next one if the first followed by subtraction.`
  return [{ code: 'cohort_hidden', message }]
}

function fewTeams({ members }: Side): Warning[] {
  const few = members.filter(({ shown, teams }) => shown && teams < ENOUGH_TEAMS)
  if (few.length === 0) return []
  const from = few
    .map(({ name, teams }) => `${name}: ${teams === 0 ? 'none' : shownTeams(teams)}`)
    .join(', ')
  const message = `Few teams (${from}): people who work together are alike, and with fewer than ${ENOUGH_TEAMS} teams in a cohort the intervals are too narrow.`
  return [{ code: 'too_few_teams', message }]
}

function undated({ members, question }: Side): Warning[] {
  const all = members.flatMap(({ people }) => people).filter((person) => person.undated)
  const people = shownSize(all.length, question.minimum)
  if (people === null) return []
  const message = `For ${people} people it is not known since when their value of ${listed([question.attribute, ...question.across].map(({ name }) => name))} holds; it is taken to have held on ${dayText(question.members_on)} already.`
  return [{ code: 'undated_values', message }]
}

function asOfToday({ question: { as_of, members_on, period } }: Side): Warning[] {
  if (as_of === 'start') return []
  const message = `The cohorts are those of ${dayText(members_on)}, not of the first day, ${dayText(period.from)}: whoever changed since then counts where they are now.`
  return [{ code: 'as_of_today', message }]
}
