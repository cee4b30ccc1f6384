import { sql } from 'kysely'
import { SURVIVAL_CATALOGUE } from '../../metrics/catalogue.ts'
import { type Wait, waitsForPullRequest } from '../../metrics/waits.ts'
import type { ExclusionCode, Metric } from '../../model/index.ts'
import { shownParts } from '../../privacy/shown-parts.ts'
import type { Db } from '../../store/db.ts'
import type { Person } from '../cohort/draw-samples.ts'
import type { Question } from '../cohort/question.ts'

/** Which pull requests are waited for: the first, and the one after which somebody has found the way. */
const NTH = [1, 10]

/**
 * Reasons for which somebody is out of a comparison of weeks, and not of waiting: who has come lately, or has left without it, is
 * whom this is about.
 */
const WAITING: readonly ExclusionCode[] = ['onboarding', 'too_few_days', 'left']

/** Those of a cohort who waited for something, before the gate. */
export interface WaitArm {
  cohort: string
  waits: Wait[]
  members: number[]
  shown: boolean
  /** Whether it is hidden for what was shown before. */
  refused?: boolean
}

/** A metric of waiting for the so manieth pull request, by cohort, in the order of the question. */
export interface Waiting {
  metric: Metric
  nth: number
  arms: WaitArm[]
}

/** The metrics of waiting among these ids. */
export const waitingOf = (ids: readonly string[]): readonly Metric[] =>
  SURVIVAL_CATALOGUE.filter(({ id }) => ids.includes(id))

/** Who waited how long, for each metric of waiting, by cohort: people of whom a comparison of weeks may leave out all. */
export async function drawWaits(
  db: Db,
  metrics: readonly Metric[],
  { question, people }: { question: Question; people: Person[] },
): Promise<Waiting[]> {
  const cohorts = new Map(people.filter(isWaiting).map(({ id, cohort }) => [id, cohort]))
  const drawn: Waiting[] = []
  for (const metric of metrics)
    for (const nth of NTH) {
      const ids = sql`select unnest(${[...cohorts.keys()]}::bigint[])`
      const waits = await waitsForPullRequest(db, nth, ids)
      const parts = question.cohorts.map((_, place) =>
        waits.filter(({ user_id }) => cohorts.get(user_id) === place),
      )
      drawn.push({ metric, nth, arms: armsOf(parts, question) })
    }
  return drawn
}

const isWaiting = ({ cohort, reason }: Person): boolean =>
  cohort !== null && (reason === null || WAITING.includes(reason))

function armsOf(parts: Wait[][], { cohorts, minimum }: Question): WaitArm[] {
  const shown = shownParts(
    parts.map(({ length }) => length),
    minimum,
  )
  return cohorts.map((cohort, place) => {
    const waits = parts[place] ?? []
    return {
      cohort: cohort.name,
      waits,
      members: waits.map(({ user_id }) => user_id),
      shown: shown[place] === true,
    }
  })
}
