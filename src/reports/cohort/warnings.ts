import type { Warning } from '../../model/index.ts'
import { listed } from '../../model/numbers.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import type { Members } from './arm.ts'
import type { Compared } from './compare.ts'
import type { ComparedMetric } from './compare-metric.ts'
import { effectOf } from './effect.ts'
import type { Question } from './question.ts'

/** Fewer teams in a cohort make its interval too narrow. */
const ENOUGH_TEAMS = 10

interface Found {
  question: Question
  members: Members[]
  metrics: ComparedMetric[]
}

/** What may mislead when these cohorts are compared. */
export function cohortWarnings(found: Found): Warning[] {
  return [
    differentPeople(found),
    ...found.metrics.flatMap(composition),
    ...hiddenCohorts(found),
    ...fewTeams(found),
    ...undated(found),
    ...asOfToday(found),
  ]
}

function differentPeople({ question }: Found): Warning {
  return {
    code: 'different_people',
    message: `The cohorts are different people: a difference between them does not say what ${question.attribute.name} changes.`,
  }
}

function composition({ answer: { metric }, compared }: ComparedMetric): Warning[] {
  return compared.flatMap((pair) => {
    const [crude, alike] = [effectOf(pair, metric), effectOf(pair.standardised, metric)]
    if (crude === null || alike === null || !explains(pair, crude.differs || alike.differs))
      return []
    const message = `${metric.name}: ${pair.of} and ${pair.to} are made up differently. Between people of like ${listed(pair.standardised.within)} the first is ${alike.words}, instead of ${crude.words}.`
    return [{ code: 'composition', message }]
  })
}

/** Two differences that chance explains both call for no warning, unless they are far apart. */
function explains({ composition }: Compared, differs: boolean): boolean {
  if (composition === null) return false
  const { sign_flips, over_half, over_one_se } = composition
  return over_one_se || (differs && (sign_flips || over_half))
}

function hiddenCohorts({ members, question }: Found): Warning[] {
  const names = members.filter(({ shown, refused }) => !shown && !refused).map(({ name }) => name)
  if (names.length === 0) return []
  const message = `Not shown: ${listed(names)}. A cohort of fewer than ${question.minimum} people is hidden, and so is the next one if the first followed by subtraction.`
  return [{ code: 'cohort_hidden', message }]
}

function fewTeams({ members }: Found): Warning[] {
  const few = members.filter(({ shown, teams }) => shown && teams < ENOUGH_TEAMS)
  if (few.length === 0) return []
  const from = few.map(({ name, teams }) => `${name}: ${teams === 0 ? 'none' : teams}`).join(', ')
  const message = `Few teams (${from}): people who work together are alike, and with fewer than ${ENOUGH_TEAMS} teams in a cohort the intervals are too narrow.`
  return [{ code: 'too_few_teams', message }]
}

function undated({ members, question }: Found): Warning[] {
  const all = members.flatMap(({ people }) => people).filter((person) => person.undated)
  const people = shownSize(all.length, question.minimum)
  if (people === null) return []
  const message = `For ${people} people it is not known since when their value of ${question.attribute.name} holds; it is taken to have held on ${question.members_on} already.`
  return [{ code: 'undated_values', message }]
}

function asOfToday({ question: { as_of, members_on, period } }: Found): Warning[] {
  if (as_of === 'start') return []
  const message = `The cohorts are those of ${members_on}, not of the first day, ${period.from}: whoever changed since then counts where they are now.`
  return [{ code: 'as_of_today', message }]
}
