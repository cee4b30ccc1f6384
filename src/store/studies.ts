import { sql } from 'kysely'
import type { StudyChange, StudyDesign } from '../model/index.ts'
import { type Db, many, maybeOne, one, run } from './db.ts'
import type { Change } from './journal.ts'

/** A study as the table has it. */
export interface StudyRow extends StudyDesign {
  id: number
  started_at: string | null
  frozen_on: string | null
  seed: number | null
  planned_se: number | null
  attribute_id: number | null
  attribute: string | null
  closed_at: string | null
}

const COLUMNS = sql`
  s.id, s.name, s.hypothesis, s.purpose, s.metric, s.guardrails, s.teams as team, s.filters as filter, s.arms, s.effect,
  s.from_day as "from", s.to_day as "to", s.always_valid, s.started_at, s.frozen_on, s.seed, s.planned_se, s.attribute_id,
  (select a.name from attributes a where a.id = s.attribute_id) as attribute, s.closed_at
`

/** All studies, the newest first. */
export function list(db: Db): Promise<StudyRow[]> {
  return many(db, sql<StudyRow>`select ${COLUMNS} from studies s order by s.id desc`)
}

/** One of them. */
export function info(db: Db, id: number): Promise<StudyRow | undefined> {
  return maybeOne(db, sql<StudyRow>`select ${COLUMNS} from studies s where s.id = ${id}`)
}

/** One of them, which nobody else may change until the transaction ends. */
export function hold(tx: Db, id: number): Promise<StudyRow | undefined> {
  return maybeOne(
    tx,
    sql<StudyRow>`select ${COLUMNS} from studies s where s.id = ${id} for update of s`,
  )
}

/** Makes one; undefined when there is one of its name. */
export async function create(
  tx: Db,
  { entry }: Change,
  it: StudyDesign,
): Promise<number | undefined> {
  const made = await maybeOne(
    tx,
    sql<{ id: number }>`
      insert into studies (
        name, hypothesis, purpose, metric, guardrails, teams, filters, arms, effect, from_day, to_day, always_valid,
        created_in, changed_in
      )
      values (
        ${it.name}, ${it.hypothesis}, ${it.purpose}, ${it.metric}, ${it.guardrails}::text[], ${it.team}::text[],
        ${it.filter}::text[], ${it.arms}::text[], ${it.effect}::float8, ${it.from}::date, ${it.to}::date,
        ${it.always_valid}::boolean, ${entry}, ${entry}
      )
      on conflict do nothing
      returning id
    `,
  )
  return made?.id
}

/** Writes the whole design of a study. Whether it may change is for the caller to know. */
export async function update(
  tx: Db,
  { entry }: Change,
  id: number,
  it: StudyDesign,
): Promise<void> {
  await run(
    tx,
    sql`
      update studies s
      set name = ${it.name}, hypothesis = ${it.hypothesis}, purpose = ${it.purpose}, metric = ${it.metric},
        guardrails = ${it.guardrails}::text[], teams = ${it.team}::text[], filters = ${it.filter}::text[],
        arms = ${it.arms}::text[], effect = ${it.effect}::float8, from_day = ${it.from}::date, to_day = ${it.to}::date,
        always_valid = ${it.always_valid}::boolean, changed_in = ${entry}
      where s.id = ${id}
    `,
  )
}

/** Takes a study away with all that belongs to it. */
export async function remove(tx: Db, id: number): Promise<void> {
  await run(tx, sql`delete from studies s where s.id = ${id}`)
}

/** Notes that a study has started, and by what it was drawn. */
export async function start(
  tx: Db,
  { entry, today }: Change,
  id: number,
  it: { at: Date; seed: number; planned_se: number | null; attribute_id: number },
): Promise<void> {
  await run(
    tx,
    sql`
      update studies s
      set started_at = ${it.at.toISOString()}::timestamptz, frozen_on = ${today}::date, seed = ${it.seed}::bigint,
        planned_se = ${it.planned_se}::float8, attribute_id = ${it.attribute_id}::bigint, changed_in = ${entry}
      where s.id = ${id}
    `,
  )
}

/** Notes that nobody works on a study any more. */
export async function close(tx: Db, { entry }: Change, id: number, at: Date): Promise<void> {
  await run(
    tx,
    sql`
      update studies s set closed_at = ${at.toISOString()}::timestamptz, changed_in = ${entry} where s.id = ${id}
    `,
  )
}

/** What was changed of studies after their start, in order, by study. */
export async function changes(db: Db, ids: readonly number[]): Promise<Map<number, StudyChange[]>> {
  const rows = await many(
    db,
    sql<StudyChange & { study_id: number }>`
      select c.study_id, c.at, c.actor, c.field, c.before, c.after, c.reason
      from study_changes c
      where c.study_id = any (${[...ids]}::bigint[])
      order by c.id
    `,
  )
  return Map.groupBy(rows, ({ study_id }) => study_id)
}

/** Notes what is changed of a study after its start. */
export async function addChanges(
  tx: Db,
  id: number,
  changes: readonly StudyChange[],
): Promise<void> {
  const texts = (of: (change: StudyChange) => string) => sql`${changes.map(of)}::text[]`
  await run(
    tx,
    sql`
      insert into study_changes (study_id, at, actor, field, before, after, reason)
      select ${id}::bigint, c.at, c.actor, c.field, c.before, c.after, c.reason
      from unnest(
        ${changes.map(({ at }) => at)}::timestamptz[], ${texts((c) => c.actor)}, ${texts((c) => c.field)},
        ${texts((c) => c.before)}, ${texts((c) => c.after)}, ${texts((c) => c.reason)}
      ) with ordinality c(at, actor, field, before, after, reason, n)
      order by c.n
    `,
  )
}

/** Whether another study has a name, compared without case. */
export async function nameTaken(db: Db, name: string, id: number): Promise<boolean> {
  const { taken } = await one(
    db,
    sql<{ taken: boolean }>`
      select exists (select from studies s where lower(s.name) = lower(${name}) and s.id <> ${id}) as taken
    `,
  )
  return taken
}
