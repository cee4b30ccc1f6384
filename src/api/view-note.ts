import * as z from 'zod'
import * as userViews from '../store/user-views.ts'
import type { Context } from './method.ts'

/** The argument of methods that tell of one person by which whoever asks says why. */
export const Why = z
  .string()
  .trim()
  .max(200)
  .optional()
  .describe('Why you look; the person sees it.')

/**
 * Notes that whoever asks looks at what is known of one person, before it is told. For every method that does; people who look
 * at themselves are not noted.
 */
export async function noteView(
  { db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
  { user_id, method, why }: { user_id: number; method: string; why: string | undefined },
): Promise<void> {
  if (actor.user_id === user_id) return
  await userViews.note(db, { user_id, viewer: actor.id, method, reason: why || null }, now)
}
