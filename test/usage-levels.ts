import { recompute } from '../src/jobs/usage-levels.ts'
import { rollup } from '../src/metrics/rollup.ts'
import type { Database } from '../src/store/db.ts'
import * as given from './given.ts'

/** Computes the usage levels and the weeks of everybody from the facts that are there, as the server does by itself. */
export async function count(database: Database): Promise<void> {
  await recompute(database, given.NOW)
  await rollup(database)
}
