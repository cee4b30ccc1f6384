import { countAll } from '../jobs/counting.ts'
import { suspectBots } from '../jobs/suspect-bots.ts'
import { recompute } from '../jobs/usage-levels.ts'
import type { Database } from '../store/db.ts'

/**
 * Does, after facts have changed where no server runs, what a server does by itself: suspects bots, counts the weeks that are
 * touched and computes usage levels up to the day of `now`. `progress` is told each step. Beside a server on the same database
 * each step waits for the other's and then finds nothing to do.
 */
export async function followFacts(
  database: Database,
  now: Date,
  progress: (step: string) => void = () => {},
): Promise<void> {
  progress('Looking for bots')
  await suspectBots(database) // first: it marks weeks to be counted
  await countAll(database, (done, left) =>
    progress(
      `Counting weeks: ${done.toLocaleString('en')} of ${(done + left).toLocaleString('en')}`,
    ),
  )
  progress('Computing usage levels')
  await recompute(database, now)
}
