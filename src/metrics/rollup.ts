import { sql } from 'kysely'
import { type Database, type Db, one, run, transaction } from '../store/db.ts'
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
  { db }: Pick<Database, 'db'>,
  progress?: (done: number, left: number) => void,
): Promise<number> {
  let done = 0
  for (;;) {
    const { some, left } = await transaction(db, step)
    done += some
    if (some > 0) progress?.(done, left)
    if (some === 0 || left === 0) return done
  }
}

async function step(tx: Db): Promise<{ some: number; left: number }> {
  await skipClosed(tx)
  await take(tx)
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

async function take(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table taken on commit drop as
      with gone as (
        delete from dirty_weeks d
        where (d.user_id, d.week) in (
          select q.user_id, q.week from dirty_weeks q
          where q.week >= coalesce(${KEPT_FROM}, '-infinity') -- what was marked since closed ones were skipped may be closed
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
