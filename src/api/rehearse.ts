import type { Db } from '../store/db.ts'
import type { Change } from '../store/journal.ts'
import { change } from './change.ts'
import type { Context } from './method.ts'

/**
 * Does the work as `change` does, and for a dry run takes it back at the end, so that what is told cannot differ from what
 * would follow.
 */
export async function changeOrRehearse<T>(
  context: Pick<Context, 'db' | 'actor' | 'now'>,
  dry_run: boolean,
  deed: Parameters<typeof change>[1],
  work: (tx: Db, by: Change) => Promise<T>,
): Promise<T> {
  if (!dry_run) return change(context, deed, work)
  const takenBack = new Error('A dry run is taken back.')
  const answers: T[] = []
  const rehearsal = change(context, deed, async (tx, by) => {
    answers.push(await work(tx, by))
    throw takenBack
  })
  await rehearsal.catch((error) => {
    if (error !== takenBack) throw error
  })
  return answers[0] as T
}
