import { sql } from 'kysely'
import { type Db, many, maybeOne, one, run } from './db.ts'
import type { Change } from './journal.ts'

/** A metric that the organisation defined, as the table has it. */
export interface CustomMetricRow {
  id: number
  key: string
  name: string
  definition: string
  unit: string
  direction: 'higher' | 'lower' | 'context'
  /** C counts by available day, R is a ratio of sums. */
  code: 'C' | 'R'
  purpose: string
  event_source: string | null
  event_name: string | null
  event_value: string | null
  since: string | null
}

const COLUMNS = sql`
  m.id, m.key, m.name, m.definition, m.unit, m.direction, m.code, m.purpose, m.event_source, m.event_name, m.event_value, m.since
`

/** All of them, in the order in which they were made. */
export function list(db: Db): Promise<CustomMetricRow[]> {
  return many(db, sql<CustomMetricRow>`select ${COLUMNS} from custom_metrics m order by m.id`)
}

/** One of them. */
export function info(db: Db, id: number): Promise<CustomMetricRow | undefined> {
  return maybeOne(
    db,
    sql<CustomMetricRow>`select ${COLUMNS} from custom_metrics m where m.id = ${id}`,
  )
}

/** Makes one; undefined when there is one of its key. Weeks of which events are known already are counted at once. */
export async function create(
  tx: Db,
  { entry }: Change,
  it: Omit<CustomMetricRow, 'id'>,
): Promise<CustomMetricRow | undefined> {
  const made = await maybeOne(
    tx,
    sql<CustomMetricRow>`
      insert into custom_metrics as m (
        key, name, definition, unit, direction, code, purpose, event_source, event_name, event_value, since, created_in, changed_in
      )
      values (
        ${it.key}, ${it.name}, ${it.definition}, ${it.unit}, ${it.direction}, ${it.code}, ${it.purpose}, ${it.event_source},
        ${it.event_name}, ${it.event_value}, ${it.since}::date, ${entry}, ${entry}
      )
      on conflict (key) do nothing
      returning ${COLUMNS}
    `,
  )
  if (made?.event_source) await markSource(tx, made.event_source)
  return made
}

/** Changes its words; what is undefined stays. What is counted of it cannot change. */
export async function update(
  tx: Db,
  { entry }: Change,
  id: number,
  it: Partial<Pick<CustomMetricRow, 'name' | 'definition' | 'unit' | 'direction' | 'purpose'>>,
): Promise<CustomMetricRow> {
  return one(
    tx,
    sql<CustomMetricRow>`
      update custom_metrics m
      set name = coalesce(${it.name ?? null}, m.name), definition = coalesce(${it.definition ?? null}, m.definition),
        unit = coalesce(${it.unit ?? null}, m.unit), direction = coalesce(${it.direction ?? null}, m.direction),
        purpose = coalesce(${it.purpose ?? null}, m.purpose), changed_in = ${entry}
      where m.id = ${id}
      returning ${COLUMNS}
    `,
  )
}

/** Takes one away with its facts and its weeks; gives how many facts went. */
export async function remove(tx: Db, { id, key }: CustomMetricRow): Promise<number> {
  await run(tx, sql`delete from user_week_custom w where w.metric_id = ${id}`)
  const facts = await run(tx, sql`delete from custom_facts f where f.metric_id = ${id}`)
  await run(tx, sql`delete from coverage c where c.subject = 'custom' and c.tool = ${key}`)
  await run(tx, sql`delete from custom_metrics m where m.id = ${id}`)
  return facts
}

/** Marks all known weeks of the people who have an account at a source. */
async function markSource(tx: Db, source: string): Promise<void> {
  await run(
    tx,
    sql`
      insert into dirty_custom_weeks (user_id, week)
      select distinct w.user_id, w.week
      from user_weeks w
      join accounts a on a.user_id = w.user_id and a.source = ${source} and not a.bot
      union
      select distinct a.user_id, date_trunc('week', (e.at at time zone 'UTC') + z.shift)::date
      from events e
      join accounts a on a.id = e.account_id and a.user_id is not null and not a.bot
      cross join (values (interval '-14 hours'), (interval '14 hours')) z(shift)
      where e.source = ${source}
      order by 1, 2
      on conflict do nothing
    `,
  )
}
