import type { Db } from '../../store/db.ts'
import type { SecretKey } from '../../surveys/wave-keys.ts'
import { drawAnswers } from './draw-answers.ts'
import { type Cells, drawCells } from './draw-cells.ts'
import { drawPeople, type Person } from './draw-people.ts'
import { drawTeams } from './draw-teams.ts'
import type { AskedMetric } from './metrics.ts'
import { type Observed, observe } from './observe.ts'
import type { Question } from './question.ts'

/** All that the metrics of a question are told from. */
export interface Drawn {
  people: Person[]
  /** Those of whom enough is known of use and work. */
  inside: ReadonlySet<number>
  /** Of each metric, in the order of the question. */
  observed: Observed[]
}

/** Draws the observations of every metric; who is out for a reason is in none. */
export async function drawObservations(
  db: Db,
  question: Question,
  secretKey: SecretKey,
): Promise<Drawn> {
  const cells = await drawCells(db, question)
  const inside = known(cells.id, question)
  const people = await drawPeople(db, question, inside)
  const byId = new Map(people.map((person) => [person.id, person]))
  const observed: Observed[] = []
  for (const [place, metric] of question.metrics.entries())
    observed.push(await ofMetric(db, question, { metric, place, cells, byId, secretKey }))
  return { people, inside, observed }
}

/** Those known often enough: within a person, in two periods at least, since of one alone nothing follows. */
function known(ids: readonly number[], { form }: Pick<Question, 'form'>): Set<number> {
  if (form === 'between_people') return new Set(ids)
  const [once, twice] = [new Set<number>(), new Set<number>()]
  for (const id of ids) (once.has(id) ? twice : once).add(id)
  return twice
}

interface Of {
  metric: AskedMetric
  place: number
  cells: Cells
  byId: ReadonlyMap<number, Person>
  secretKey: SecretKey
}

async function ofMetric(
  db: Db,
  question: Question,
  { metric, place, cells, byId, secretKey }: Of,
): Promise<Observed> {
  const least = question.form === 'within_person' ? 2 : 1
  const unitOf = (id: number) => {
    const person = byId.get(id)
    return person && { id, team: person.team, stratum: `${person.alike} ${person.team}` }
  }
  if (metric.kind === 'unknown') return observe(columnsOf([]), unitOf, least)
  if (metric.kind === 'people')
    return observe({ ...cells, value: cells.values[place] ?? [] }, unitOf, least)
  if (metric.kind === 'survey')
    return observe(columnsOf(await drawAnswers(db, question, metric, secretKey)), unitOf, least)
  const teams = await drawTeams(db, question, metric.definition)
  const divisions = new Map(teams.map(({ team, division }) => [team, `${division}`]))
  return observe(
    columnsOf(teams.map(({ team: id, share, value }) => ({ id, step: 0, share, value }))),
    (id) => ({ id, team: id, stratum: divisions.get(id) ?? '' }),
    1,
  )
}

interface Row {
  id: number
  step: number
  share: number
  value: number
}

function columnsOf(rows: readonly Row[]) {
  return {
    id: rows.map(({ id }) => id),
    step: rows.map(({ step }) => step),
    share: rows.map(({ share }) => share),
    value: rows.map(({ value }) => value),
  }
}
