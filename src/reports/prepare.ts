import { sql } from 'kysely'
import { type Db, run } from '../store/db.ts'

/**
 * Prepares a transaction for the sums of many people: memory in which to hash and sort them, no compiling of plans, which takes
 * longer than they do, and workers that add up what they read, instead of handing it on row by row.
 */
export async function prepareForSums(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      select set_config('work_mem', '128MB', true), set_config('jit', 'off', true),
        set_config('parallel_tuple_cost', '1', true)
    `,
  )
}

/** For reports whose every join is of whole sets: all are done by hashing, whatever the planner takes them to hold. */
export async function joinByHashing(tx: Db): Promise<void> {
  await run(
    tx,
    sql`select set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true)`,
  )
}
