import type { Db } from '../../store/db.ts'
import type { SecretKey } from '../../surveys/wave-keys.ts'
import { drawAnswers } from './draw-answers.ts'
import { type Cell, drawCells } from './draw-cells.ts'
import { drawPeople, type Person } from './draw-people.ts'
import { drawTeams } from './draw-teams.ts'
import type { AskedMetric } from './metrics.ts'
import type { Question } from './question.ts'

/** One person or team in one period, with use and a metric known. */
export interface Observation {
  /** Of the person; of metrics of teams of the team. */
  id: number
  step: number
  /** Days of own pull requests with the tool, in per cent. */
  share: number
  value: number
  team: number | null
  /** Whoever shares it is compared. */
  stratum: string
}

/** All that the metrics of a question are told from. */
export interface Drawn {
  people: Person[]
  /** Those of whom enough is known of use and work. */
  inside: Set<number>
  /** Of each metric, in the order of the question. */
  observed: Observation[][]
}

/** Draws the observations of every metric; who is out for a reason is in none. */
export async function drawObservations(
  db: Db,
  question: Question,
  secretKey: SecretKey,
): Promise<Drawn> {
  const people = await drawPeople(db, question)
  const byId = new Map(people.map((person) => [person.id, person]))
  const cells = onlyUsable(await drawCells(db, question), question)
  const observed: Observation[][] = []
  for (const [place, metric] of question.metrics.entries())
    observed.push(await ofMetric(db, question, { metric, place, cells, byId, secretKey }))
  return { people, inside: new Set(cells.map(({ id }) => id)), observed }
}

interface Of {
  metric: AskedMetric
  place: number
  cells: readonly Cell[]
  byId: ReadonlyMap<number, Person>
  secretKey: SecretKey
}

async function ofMetric(
  db: Db,
  question: Question,
  { metric, place, cells, byId, secretKey }: Of,
): Promise<Observation[]> {
  if (metric.kind === 'unknown') return []
  if (metric.kind === 'teams')
    return (await drawTeams(db, question, metric.definition)).map(
      ({ team, division, share, value }) => ({
        id: team,
        step: 0,
        share: 100 * share,
        value,
        team,
        stratum: `${division}`,
      }),
    )
  const known =
    metric.kind === 'survey'
      ? await drawAnswers(db, question, metric, secretKey)
      : cells.flatMap(({ id, step, share, values }) => {
          const value = values[place] ?? null
          return value === null ? [] : [{ id, step, share, value }]
        })
  return onlyUsable(
    known.flatMap((it) => {
      const person = byId.get(it.id)
      return person === undefined ? [] : [observation(it, person)]
    }),
    question,
  )
}

function observation(
  { id, step, share, value }: { id: number; step: number; share: number; value: number },
  { team, alike }: Person,
): Observation {
  return { id, step, share: 100 * share, value, team, stratum: `${alike} ${team}` }
}

/** Within a person, those who are known in two periods at least: of one alone nothing follows. */
function onlyUsable<T extends { id: number }>(
  rows: readonly T[],
  { form }: Pick<Question, 'form'>,
): T[] {
  if (form === 'between_people') return [...rows]
  const counts = new Map<number, number>()
  for (const { id } of rows) counts.set(id, (counts.get(id) ?? 0) + 1)
  return rows.filter(({ id }) => (counts.get(id) ?? 0) > 1)
}
