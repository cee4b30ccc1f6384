import { AdoptionReport, type AdoptionSpec, dayAfter, type Exclusion } from '../model/index.ts'
import { shownSize } from '../privacy/shown-size.ts'
import { newcombe } from '../stats/newcombe.ts'
import { isReason } from '../stats/reason.ts'
import { type Db, readOnly } from '../store/db.ts'
import { adoptedOf } from './adoption/adopted.ts'
import { breakdownsOf, groupsOf, lapsedPart, segmentFamilies } from './adoption/breakdowns.ts'
import { definitionsOf } from './adoption/definitions.ts'
import { type Adopter, drawAdopters } from './adoption/draw-adopters.ts'
import { drawPeople, type Person } from './adoption/draw-people.ts'
import { drawUnmatched } from './adoption/draw-unmatched.ts'
import { drawWeeks } from './adoption/draw-weeks.ts'
import { type Question, questionOf, specOf } from './adoption/question.ts'
import { retentionOf } from './adoption/retention.ts'
import { cohortFamily, cohortsOf, retentionCohorts } from './adoption/retention-cohorts.ts'
import { adoptionSentence } from './adoption/sentence.ts'
import { ALL_SHOWN, MEASURES, partOf, shareOf, sharesOfUse } from './adoption/shares.ts'
import { bothEnough } from './adoption/shown-shares.ts'
import { warningsOf } from './adoption/warnings.ts'
import { refusedWeeks, weekFamilies } from './adoption/week-families.ts'
import { weeksOf } from './adoption/weeks.ts'
import { exclusionsOf } from './exclusions.ts'
import { passOf, throughGate } from './gate/gate.ts'
import type { Family } from './gate/release.ts'
import { groundOf } from './ground.ts'
import { prepareForSums } from './prepare.ts'
import { hidden, withheld } from './reasons.ts'
import type { Asking } from './report.ts'

/**
 * Who uses a tool and how often, by week and on the last day; who lapsed, who came to it, and who keeps to it. It counts people
 * and never names them; unknown is apart. Throws `invalid_arguments` and `team_not_found`.
 */
export async function adoptionReport(
  db: Db,
  spec: AdoptionSpec,
  asking: Asking,
): Promise<AdoptionReport> {
  return adoptionOf(db, spec, await readOnly(db, (tx) => drawAdoption(tx, spec, asking)), asking)
}

/** All that the answer needs, drawn in one transaction. Throws as `adoptionReport`. */
export async function drawAdoption(tx: Db, spec: AdoptionSpec, asking: Asking): Promise<Drawn> {
  await prepareForSums(tx)
  const question = await questionOf(tx, spec, asking)
  return { question, ...(await draw(tx, question)) }
}

/** The answer from what was drawn, through the gate. */
export function adoptionOf(
  db: Db,
  spec: AdoptionSpec,
  drawn: Drawn,
  asking: Asking,
): Promise<AdoptionReport> {
  const { question } = drawn
  const groups = groupsOf(question, drawn.now)
  const cohorts = cohortsOf(question, drawn.adopters)
  const families = [
    ...wholeFamilies(drawn),
    ...segmentFamilies(question, groups, drawn.now),
    ...drawn.byWeek,
    cohortFamily(question, cohorts, drawn.adopters),
  ]
  const asked = {
    ...passOf({ kind: 'adoption', spec }, question, asking),
    families,
    shape: AdoptionReport,
  }
  return throughGate(db, asked, (shown) => {
    const passes = Object.fromEntries(
      WHOLES.map((name, place) => [name, shown[place]?.[0] === true]),
    ) as Record<Whole, boolean>
    const refused = families[1]?.groups[0]?.shown === true && !passes.known
    const figures = figuresOf(drawn, passes, {
      refused,
      weeks: refusedWeeks(families, shown),
    })
    const kept = retentionCohorts(cohorts, {
      adopters: drawn.adopters,
      open: (shown.at(-1) ?? []).map((it) => it && passes.first_users),
      minimum: question.minimum,
    })
    return {
      spec: specOf(question, spec),
      ...figures,
      retention: { ...figures.retention, cohorts: kept },
      breakdowns: breakdownsOf(question, groups, {
        people: drawn.now,
        shown: shown.slice(WHOLES.length, -1).map((all) => all.map((it) => it && passes.known)),
      }),
      ...ground(drawn),
    }
  })
}

async function draw(tx: Db, question: Question) {
  const { period, previous } = question
  const people = await drawPeople(tx, question, dayAfter(period.to, -1))
  const past = { ...question, period: previous, by: [] }
  const before = await drawPeople(tx, past, dayAfter(previous.to, -1))
  const weeks = await drawWeeks(tx, question)
  return {
    people,
    now: knownOf(people),
    before: knownOf(before),
    weeks,
    byWeek: await weekFamilies(tx, question, weeks),
    adopters: await drawAdopters(tx, question),
    unmatched_use: await drawUnmatched(tx, question),
    ground: { ...(await groundOf(tx, question)), leave_known: null },
  }
}

type Drawn = { question: Question } & Awaited<ReturnType<typeof draw>>

function knownOf(people: readonly Person[]): Person[] {
  return people.filter(({ reason, level }) => reason === null && level !== 'unknown')
}

/** The groups that stand for themselves, in this order. */
const WHOLES = ['developers', 'known', 'before', 'first_users', 'adopted'] as const
type Whole = (typeof WHOLES)[number]

/** Whom the figures about all would be about: each a family of its own, ahead of the segments. */
function wholeFamilies({ question, people, now, before, adopters }: Drawn): Family[] {
  const groups: Record<Whole, readonly { id: number }[]> = {
    developers: people.filter(({ reason }) => reason === null),
    known: now,
    before,
    first_users: adopters,
    adopted: adoptedIn(question, adopters),
  }
  return WHOLES.map((name) => ({
    metric: `adoption of ${question.tool} ${name}`,
    groups: [
      {
        members: groups[name].map(({ id }) => id),
        shown: groups[name].length >= question.minimum,
      },
    ],
  }))
}

function adoptedIn({ period }: Question, adopters: readonly Adopter[]): Adopter[] {
  return adopters.filter(
    ({ adopted }) => adopted !== null && adopted >= period.from && adopted < period.to,
  )
}

function figuresOf(
  drawn: Drawn,
  passes: Record<Whole, boolean>,
  { refused, weeks }: { refused: boolean; weeks: ReadonlySet<string> },
) {
  const { question, people, now, adopters } = drawn
  const { tool, minimum, period } = question
  const reason = withheld({ refused }, minimum)
  const unknown = people.filter((it) => it.reason === null && it.level === 'unknown').length
  const told = {
    tool,
    period,
    use: sharesOfUse(now, { open: passes.known, shown: ALL_SHOWN, minimum, reason }),
    unknown: passes.developers ? shownSize(unknown, minimum) : null,
    previous: previousOf(drawn, passes),
  }
  return {
    ...told,
    sentence: adoptionSentence(told),
    last_day: dayAfter(period.to, -1),
    lapsed: shareOf(lapsedPart(now), { open: passes.known, shown: true, minimum, reason }),
    weeks: weeksOf(question, drawn.weeks, (week) => passes.developers && !weeks.has(week)),
    retention: retentionOf(adopters, { tool, minimum, shown: passes.first_users }),
    adopted: passes.adopted ? adoptedOf(question, adoptedIn(question, adopters)) : [],
  }
}

/** The last day of the period before. Most people are the same on both, so the interval of the change is rather too wide. */
function previousOf(
  { question, now, before }: Drawn,
  passes: Record<Whole, boolean>,
): AdoptionReport['previous'] {
  const { previous, minimum } = question
  const use = sharesOfUse(before, { open: passes.before, shown: ALL_SHOWN, minimum })
  const [x, y] = [partOf(now, MEASURES.using), partOf(before, MEASURES.using)]
  const answer = newcombe(x.count, x.of, y.count, y.of)
  const told = passes.known && bothEnough(x, minimum) && use.using.estimate !== null
  if (!told || isReason(answer))
    return { period: previous, use, difference: null, reason: hidden(minimum) }
  const { low, high, level } = answer.interval
  const points = (share: number) => Math.round(100 * share)
  const difference = {
    estimate: points(answer.estimate),
    interval: { low: points(low), high: points(high), level },
  }
  return { period: previous, use, difference, reason: null }
}

function ground({ question, people, ground, unmatched_use }: Drawn) {
  return {
    exclusions: exclusionsOf(people, question.minimum).map(worded),
    ...ground,
    unmatched_use,
    definitions: definitionsOf(question.tool),
    warnings: warningsOf(question, { ...ground, unmatched_use }),
  }
}

function worded(exclusion: Exclusion): Exclusion {
  return exclusion.code === 'left'
    ? { ...exclusion, message: 'left before the last day of the period' }
    : exclusion
}
