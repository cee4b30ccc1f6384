import { type Correlation, CorrelationReport, type CorrelationSpec } from '../model/index.ts'
import { shownSize, shownTeams } from '../privacy/shown-size.ts'
import { benjaminiHochberg } from '../stats/benjamini-hochberg.ts'
import { type Db, readOnly } from '../store/db.ts'
import { releaseOf } from '../surveys/release-name.ts'
import { FEWEST_ANSWERS } from './cohort/survey-metrics.ts'
import { type Bin, binsOf } from './correlation/bins.ts'
import { estimate, type Found } from './correlation/estimate.ts'
import type { AskedMetric } from './correlation/metrics.ts'
import { type Observed, observe } from './correlation/observe.ts'
import { type Drawn, drawObservations } from './correlation/observed.ts'
import { type Question, questionOf, specOf } from './correlation/question.ts'
import { correlationSentence } from './correlation/sentence.ts'
import { correlationWarnings } from './correlation/warnings.ts'
import { exclusionsOf } from './exclusions.ts'
import { releaseNameOf } from './gate/cohort-groups.ts'
import { passOf, throughGate } from './gate/gate.ts'
import type { Family } from './gate/release.ts'
import { rounded } from './gate/round.ts'
import { groundOf } from './ground.ts'
import { joinByHashing, prepareForSums } from './prepare.ts'
import { hidden, withheld } from './reasons.ts'
import type { Asking } from './report.ts'

/**
 * How metrics go along with how much of their work people do with a tool: within persons, or between people who are alike. It
 * is an association, never an effect. Throws `invalid_arguments`, for raw use among them, and `team_not_found`.
 */
export async function correlationReport(
  db: Db,
  spec: CorrelationSpec,
  asking: Asking,
): Promise<CorrelationReport> {
  const { question, drawn, ground } = await readOnly(db, async (tx) => {
    await prepareForSums(tx)
    await joinByHashing(tx)
    const question = await questionOf(tx, spec, asking)
    return {
      question,
      drawn: await drawObservations(tx, question, asking.secretKey),
      ground: await groundOf(tx, question),
    }
  })
  const looked = question.metrics.map((metric, place) =>
    lookAt(question, metric, drawn.observed[place] ?? NOBODY),
  )
  const asked = {
    ...passOf({ kind: 'correlation', spec }, question, asking),
    families: looked.flatMap((it) => familiesOf(it, question)),
    shape: CorrelationReport,
  }
  return throughGate(db, asked, (shown) => {
    let at = 0
    const passed = looked.map((it) => {
      const theirs = namesOf(it.asked, question).map(() => [shown[at++], shown[at++]] as const)
      const mean = shown[at++]?.[0] === true || nameOfMean(it, question) === null
      return {
        ...it,
        passes: theirs.every(([whole]) => whole?.[0] === true),
        binned:
          (mean || it.found.measure === 'slope') &&
          theirs.every(([, bins]) => bins?.every(Boolean) === true),
        mean,
      }
    })
    return answerOf({ question, spec, drawn, ground, passed })
  })
}

const NOBODY = observe({ id: [], step: [], share: [], value: [] }, () => undefined, 1)

/** A metric with what is found of it, before the gate. */
interface Looked {
  asked: AskedMetric
  observed: Observed
  members: number[]
  found: Found
  bins: Bin[]
  /** Fewest people, or teams, of whom anything is shown. */
  least: number
}

function lookAt(question: Question, asked: AskedMetric, observed: Observed): Looked {
  const { minimum } = question
  const found = estimate(question, asked, observed)
  const least = asked.metric.of === 'survey' ? Math.max(FEWEST_ANSWERS, minimum) : minimum
  const within = found.measure === 'slope'
  return {
    asked,
    observed,
    members: observed.units.map(({ id }) => id),
    found,
    bins:
      found.estimate === null
        ? []
        : binsOf(observed, { kind: asked.metric.kind, within, minimum: least }),
    least,
  }
}

/**
 * Whom a metric would be told of, and whom its bins, under each of its names; of metrics of teams which teams. And all of them again
 * under that by which any report shows the mean, where it follows.
 */
function familiesOf(looked: Looked, question: Question): Family[] {
  const { asked, members, bins, least } = looked
  const shown = members.length >= least
  const mean = nameOfMean(looked, question)
  return [
    ...namesOf(asked, question).flatMap((metric) => [
      { metric, groups: [{ members, shown }] },
      { metric, groups: bins.map(({ members }) => ({ members, shown: true })) },
    ]),
    { metric: mean ?? asked.metric.id, groups: [{ members, shown: shown && mean !== null }] },
  ]
}

/** By which name reports keep the mean of all, where it follows: from a slope and the same in per cent, or from bins of people; else null. */
function nameOfMean({ asked, found, bins }: Looked, { tool }: Question): string | null {
  const follows =
    found.measure === 'slope'
      ? asked.metric.kind === 'rate' && found.relative !== null
      : bins.length > 0
  if (!follows) return null
  if (asked.kind === 'people') return releaseNameOf(asked.definition, tool)
  const run = asked.kind === 'survey' ? asked.waves.at(-1) : undefined
  return run === undefined ? null : releaseOf(asked.metric.id, run.id)
}

/** By which names it is kept who stood behind the numbers: one for each run of a survey, with whose key it is forgotten. */
function namesOf(asked: AskedMetric, { tool, form }: Question): string[] {
  if (asked.kind !== 'survey') return [`correlation ${asked.metric.id} ${form} ${tool.name}`]
  return asked.waves.map(
    ({ id }) => `${releaseOf(`correlation:${asked.metric.id}`, id)} ${form} ${tool.name}`,
  )
}

interface Answering {
  question: Question
  spec: CorrelationSpec
  drawn: Drawn
  ground: Awaited<ReturnType<typeof groundOf>>
  /** Whether the metric is told of, its bins are, and that from which its mean follows. */
  passed: (Looked & { passes: boolean; binned: boolean; mean: boolean })[]
}

function answerOf({ question, spec, drawn, ground, passed }: Answering): CorrelationReport {
  const { people, inside } = drawn
  const told = people.map(({ id, reason }) => ({ reason: inside.has(id) ? null : reason }))
  const shown = passed.filter(({ passes, found }) => passes && found.p !== null)
  const chances = benjaminiHochberg(shown.map(({ found }) => found.p as number))
  const metrics = passed.map((it) => {
    const place = shown.indexOf(it)
    return correlationOf(it, question, {
      chance: chances[place] ?? null,
      family: shown.length,
    })
  })
  return {
    spec: specOf(question, spec),
    tool: question.tool.name,
    metrics,
    exclusions: exclusionsOf(told, question.minimum),
    ...ground,
    warnings: correlationWarnings(question, ground, metrics),
  }
}

/** What is called a direction is, of all the metrics together, wrong in one of twenty findings. */
const ALARMS = 0.05

function correlationOf(
  {
    asked,
    observed,
    members,
    found,
    bins,
    least,
    passes,
    binned,
    mean,
  }: Answering['passed'][number],
  question: Question,
  { chance, family }: { chance: number | null; family: number },
): Correlation {
  const { p: _, ...of } = found
  const ofTeams = of.compared === 'teams'
  const kept = { ...of, metric: asked.metric, people: null, teams: null, direction: null, bins: [] }
  if (!passes) {
    // of few people the same is said as of nobody
    const reason =
      members.length < least
        ? (estimate(question, asked, NOBODY).reason ?? hidden(least))
        : withheld({ refused: true }, least)
    const nothing = { ...kept, estimate: null, relative: null, reason }
    return { ...nothing, sentence: correlationSentence(nothing, question.tool.name, family) }
  }
  const told = rounded({
    ...kept,
    people: ofTeams ? null : shownSize(members.length, least),
    teams: shownTeams(new Set(observed.units.flatMap(({ team }) => team ?? [])).size),
    direction: directionOf(found, chance),
    relative: mean ? of.relative : null,
    bins: binned ? bins.map(({ bin }) => bin) : [],
  })
  return { ...told, sentence: correlationSentence(told, question.tool.name, family) }
}

function directionOf({ estimate }: Found, chance: number | null): Correlation['direction'] {
  if (estimate === null || chance === null) return null
  if (chance >= ALARMS) return 'cannot_tell'
  return estimate.estimate > 0 ? 'higher' : 'lower'
}
