import type { Db } from '../store/db.ts'
import * as results from '../store/survey-results.ts'
import { pseudonymOf, type WaveKey } from './wave-keys.ts'

/** Of one item the place of each user's option; null: does not apply. Whoever did not answer is not in it. */
export type AnswersOf = Map<number, number | null>

/**
 * What some users answered in a run, by item. Who has been merged into another user answers as that one, whose own answer
 * counts before. It takes the key: without it nobody can tell.
 */
export async function answersOf(
  db: Db,
  wave: { id: number; key: WaveKey },
  item_ids: readonly number[],
  user_ids: readonly number[],
): Promise<Map<number, AnswersOf>> {
  const users = await usersByPseudonym(db, wave.key, user_ids)
  const byItem = new Map<number, AnswersOf>(item_ids.map((id) => [id, new Map()]))
  for (const { item_id, pseudonym, option } of await results.answers(db, wave.id, item_ids)) {
    const user = users.get(pseudonym)
    const item = byItem.get(item_id)
    if (user === undefined || item === undefined) continue
    if (user.own || !item.has(user.id)) item.set(user.id, option)
  }
  return byItem
}

async function usersByPseudonym(db: Db, key: WaveKey, user_ids: readonly number[]) {
  const into = new Map((await results.merged(db)).map((it) => [it.from_id, it.into_id]))
  const wanted = new Set(user_ids)
  const users = new Map<string, { id: number; own: boolean }>()
  for (const id of user_ids) users.set(pseudonymOf(key, id, 'answers'), { id, own: true })
  for (const from of into.keys()) {
    const id = last(into, from)
    if (wanted.has(id)) users.set(pseudonymOf(key, from, 'answers'), { id, own: false })
  }
  return users
}

/** Who somebody has become after all merges, each of which goes to another user. */
function last(into: ReadonlyMap<number, number>, from: number): number {
  const next = into.get(from)
  return next === undefined ? from : last(into, next)
}
