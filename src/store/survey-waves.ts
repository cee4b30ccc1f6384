import { sql } from 'kysely'
import type { SurveyMode } from '../model/index.ts'
import { type Db, many, maybeOne, one, run } from './db.ts'
import * as releases from './releases.ts'

export interface WaveRow {
  id: number
  name: string
  /** First and last day on which it could be answered. */
  opened: string
  closed: string
  mode: SurveyMode
  /** Day on which the key of an anonymous one is destroyed. */
  key_until: string | null
  /** Whether the key is still there. */
  keyed: boolean
}

export type NewWave = Omit<WaveRow, 'id' | 'keyed'>

const WAVE = sql`
  w.id, w.name, w.opened, w.closed, w.mode, w.key_until,
    exists (select from survey_keys k where k.wave_id = w.id) as keyed
`

/** All runs of surveys, the newest first. */
export function list(db: Db): Promise<WaveRow[]> {
  return many(
    db,
    sql<WaveRow>`select ${WAVE} from survey_waves w order by w.opened desc, w.id desc`,
  )
}

/** One run of a survey. */
export function info(db: Db, id: number): Promise<WaveRow | undefined> {
  return maybeOne(db, sql<WaveRow>`select ${WAVE} from survey_waves w where w.id = ${id}`)
}

/** The run of a name, compared without case. */
export function find(db: Db, name: string): Promise<WaveRow | undefined> {
  return maybeOne(
    db,
    sql<WaveRow>`select ${WAVE} from survey_waves w where lower(w.name) = lower(${name})`,
  )
}

/** Opens a run of a survey; its key follows. */
export async function create(tx: Db, entry: number, it: NewWave): Promise<number> {
  const { id } = await one(
    tx,
    sql<{ id: number }>`
      insert into survey_waves (name, opened, closed, mode, key_until, created_in, changed_in)
      values (${it.name}, ${it.opened}, ${it.closed}, ${it.mode}, ${it.key_until}, ${entry}, ${entry})
      returning id
    `,
  )
  return id
}

/** Keeps the sealed key of a run. */
export async function keepKey(tx: Db, wave_id: number, sealed: string): Promise<void> {
  await run(tx, sql`insert into survey_keys (wave_id, sealed) values (${wave_id}, ${sealed})`)
}

/** The sealed key of a run; undefined once it is destroyed. */
export async function sealedKey(db: Db, wave_id: number): Promise<string | undefined> {
  const row = await maybeOne(
    db,
    sql<{ sealed: string }>`select k.sealed from survey_keys k where k.wave_id = ${wave_id}`,
  )
  return row?.sealed
}

/** The anonymous runs whose keys are still there though their day has come. */
export async function due(db: Db, today: string): Promise<number[]> {
  const rows = await many(
    db,
    sql<{ id: number }>`
      select w.id
      from survey_waves w
      join survey_keys k on k.wave_id = w.id
      where w.key_until <= ${today}::date
      order by w.id
    `,
  )
  return rows.map(({ id }) => id)
}

/**
 * Destroys keys, for good, with whatever else could still tell answers of one person apart: from which import they came, and
 * what they were before. Such an import cannot be taken back any more.
 */
export async function destroyKeys(tx: Db, ids: readonly number[]): Promise<number> {
  const waves = sql`any (${[...ids]}::bigint[])`
  for (const table of ['survey_answers', 'survey_comments'] as const) {
    await run(
      tx,
      sql`
        update ${sql.table(table)} t set created_in = 0, changed_in = 0
        where t.wave_id = ${waves} and (t.created_in <> 0 or t.changed_in <> 0)
      `,
    )
    await run(
      tx,
      sql`
        delete from import_changes c
        where c.table_name = ${table} and (c.before->>'wave_id')::bigint = ${waves}
      `,
    )
  }
  await releases.forget(
    tx,
    ids.map((id) => `survey:${id}`),
  )
  return run(tx, sql`delete from survey_keys k where k.wave_id = ${waves}`)
}

/** Whether an import brought answers of a run whose key is destroyed, so that it cannot be taken back. */
export async function ofDestroyed(db: Db, import_id: number): Promise<boolean> {
  const { there } = await one(
    db,
    sql<{ there: boolean }>`
      select exists (
        select from survey_imports i
        where i.import_id = ${import_id} and not exists (select from survey_keys k where k.wave_id = i.wave_id)
      ) as there
    `,
  )
  return there
}

/** Notes that an import brings answers of these runs. */
export async function noteImport(tx: Db, import_id: number, ids: readonly number[]): Promise<void> {
  await run(
    tx,
    sql`
      insert into survey_imports (import_id, wave_id)
      select ${import_id}::bigint, w.id from unnest(${[...ids]}::bigint[]) w(id)
      on conflict do nothing
    `,
  )
}

/** When something of a run was last imported; null where that is not known any more. */
export function lastChanges(db: Db): Promise<{ wave_id: number; at: string }[]> {
  return many(
    db,
    sql`
      select i.wave_id, max(m.applied_at) as at
      from survey_imports i
      join imports m on m.id = i.import_id and m.status = 'applied'
      group by i.wave_id
    `,
  )
}

/** The runs that the staged lines speak of, and refuses the lines that name none. */
export async function staged(
  tx: Db,
): Promise<{ wave: string; opened: string | null; closed: string | null }[]> {
  await run(
    tx,
    sql`
      update staged s
      set code = 'missing_field', message = 'This line does not say to which survey it belongs. Name the survey for the whole file.'
      where s.wave is null
    `,
  )
  return many(
    tx,
    sql`
      select min(s.wave collate "C") as wave, min(s.fact->>'opened')::date as opened, max(s.fact->>'closed')::date as closed
      from staged s
      where s.wave is not null
      group by lower(s.wave)
      order by 1
    `,
  )
}

/** Tells each staged line the id of its run. */
export async function placeStaged(
  tx: Db,
  ids: readonly { wave: string; id: number }[],
): Promise<void> {
  await run(
    tx,
    sql`
      update staged s set wave_id = w.id
      from jsonb_to_recordset(${JSON.stringify(ids)}::jsonb) as w(wave text, id bigint)
      where lower(w.wave) = lower(s.wave)
    `,
  )
}

/** Which items people answered in which runs. */
export function answered(db: Db): Promise<{ wave_id: number; item_id: number }[]> {
  return many(db, sql`select distinct a.wave_id, a.item_id from survey_answers a`)
}
