import { sql } from 'kysely'
import { type Db, run } from '../../store/db.ts'

/**
 * Memory for the sums of many people, and no compiling of plans, which takes longer than they do. Every join is of whole sets, so all
 * are done by hashing, whatever the planner takes them to hold; and workers add up what they read.
 */
export async function prepareForSets(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      select set_config('work_mem', '128MB', true), set_config('jit', 'off', true),
        set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true),
        set_config('parallel_tuple_cost', '1', true)
    `,
  )
}
