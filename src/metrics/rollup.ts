import { sql } from 'kysely'
import { type Database, type Db, one, run, together, transaction } from '../store/db.ts'
import { KEPT_FROM, skipClosed } from '../store/retention.ts'
import { takeAway } from '../store/unstored.ts'
import { ALL_DAYS, instantsOf } from './by-week.ts'
import { openKnown } from './known.ts'
import { openBatch } from './schedule.ts'
import { openCoded } from './sums/coding.ts'
import { keepKnownMerges, openMerged } from './sums/merged.ts'
import { openPulls } from './sums/pulls.ts'
import { openActive, writeToolWeeks } from './sums/tools.ts'
import { writePeriods } from './write-periods.ts'
import { writeWeeks } from './write-weeks.ts'

/** Weeks of users in a step: some seconds of work at most on the embedded database. */
const STEP = 20_000

/** Users are counted in two halves, by their ids: on a server at the same time, where more weeks are dirty than this. */
const HALVES = [0, 1]
const MANY = 2_000

/** The first of the locks by which a half is counted by one at a time, who alone writes what hangs on several weeks of a user. */
const LOCK = 7023040

/** What the sums of a step are made of, and in which tables. */
const TABLES = [
  'taken',
  'batch',
  'persons',
  'known',
  'pulls',
  'merged',
  'deployed',
  'worked',
  'active',
  'coded',
]

/**
 * Computes the dirty weeks of users anew from the facts, a step a transaction, until none is left. The result depends on
 * the facts alone: a full rebuild gives the same bytes. `progress` gets the weeks done and those still to do.
 */
export async function rollup(
  { db, kind }: Pick<Database, 'db' | 'kind'>,
  progress?: (done: number, left: number) => void,
): Promise<number> {
  let done = 0
  const count = async (db: Db, halves: readonly number[]) => {
    for (;;) {
      const { some, left } = await transaction(db, (tx) => step(tx, halves))
      done += some
      if (some > 0) progress?.(done, left)
      if (some === 0 || left === 0) return
    }
  }
  const apart = kind === 'postgres' && (await isMuch(db)) ? HALVES.map((half) => [half]) : [HALVES]
  await together(
    db,
    apart.map((halves) => (db) => count(db, halves)),
  )
  return done
}

async function isMuch(db: Db): Promise<boolean> {
  const { many } = await one(
    db,
    sql<{ many: boolean }>`select exists (select from dirty_weeks offset ${sql.lit(MANY)}) as many`,
  )
  return many
}

async function step(tx: Db, halves: readonly number[]): Promise<{ some: number; left: number }> {
  for (const half of halves)
    await run(tx, sql`select pg_advisory_xact_lock(${sql.lit(LOCK + half)})`)
  await skipClosed(tx)
  await take(tx, halves)
  await openBatch(tx)
  await openPersons(tx)
  await forget(tx)
  await openKnown(tx)
  await openPulls(tx)
  await openMerged(tx)
  await keepKnownMerges(tx)
  await openActive(tx)
  await openCoded(tx)
  await writeToolWeeks(tx)
  await writeWeeks(tx)
  await takeAway(tx, { journals: false })
  await writePeriods(tx, sql`taken`)
  const counted = await one(
    tx,
    sql<{ some: number; left: number }>`
      select (select count(*) from batch) as some, (select count(*) from dirty_weeks) as left
    `,
  )
  await run(tx, sql`drop table ${sql.join(TABLES.map((name) => sql.table(name)))}`)
  return counted
}

async function take(tx: Db, halves: readonly number[]): Promise<void> {
  await run(
    tx,
    sql`
      create temp table taken on commit drop as
      with gone as (
        delete from dirty_weeks d
        where (d.user_id, d.week) in (
          select q.user_id, q.week from dirty_weeks q
          where q.user_id % ${sql.lit(HALVES.length)} = any (${halves}::bigint[])
            and q.week >= coalesce(${KEPT_FROM}, '-infinity') -- what was marked since closed ones were skipped may be closed
          order by q.user_id, q.week limit ${STEP} for update skip locked
        )
        returning d.user_id, d.week
      )
      select g.user_id, g.week from gone g
    `,
  )
}

async function openPersons(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table persons on commit drop as
      select b.*, ${instantsOf(sql`b.first`, sql`b.last`, sql`b.zone`)}, a.id as account_id
      from (
        select b.user_id, b.zone, min(b.week) as first, max(b.week) + ${sql.lit(ALL_DAYS)} as last
        from batch b
        group by b.user_id, b.zone
      ) b
      join accounts a on a.user_id = b.user_id and not a.bot
    `,
  )
  await run(tx, sql`analyze persons`)
}

async function forget(tx: Db): Promise<void> {
  for (const table of ['user_weeks', 'user_week_buckets', 'user_tool_weeks'])
    await run(
      tx,
      sql`delete from ${sql.table(table)} w using batch b where w.user_id = b.user_id and w.week = b.week`,
    )
}
