import { sql } from 'kysely'
import { type Db, many } from '../../store/db.ts'
import * as releases from '../../store/releases.ts'
import * as items from '../../store/survey-items.ts'
import * as results from '../../store/survey-results.ts'
import type { WaveRow } from '../../store/survey-waves.ts'
import { answersOf } from '../../surveys/answers-of.ts'
import { releaseOf } from '../../surveys/release-name.ts'
import { openKey, type SecretKey } from '../../surveys/wave-keys.ts'

/** One item with how many chose each option, and who they are for the gate. */
export interface DrawnItem {
  item: items.ItemRow
  counts: number[]
  /** Who answered, without those to whom it does not apply. */
  people: number
  /** Ids of users while the key is kept; then numbers alone, in which nobody can be told. */
  members: number[]
  /** How many stood behind numbers that were shown while the key was kept; none while it is. */
  sizes: number[]
}

export interface Drawn {
  wave: WaveRow
  /** Who answered anything. */
  people: number
  /** Who was employed on the first day. */
  headcount: number
  items: DrawnItem[]
}

/** What everybody answered in a run of a survey, item by item in order of key. */
export async function drawSurvey(db: Db, wave: WaveRow, secretKey: SecretKey): Promise<Drawn> {
  const counted = await results.counts(db, wave.id)
  const asked = new Set(counted.map(({ item_id }) => item_id))
  const answered = (await items.list(db)).filter(({ id }) => asked.has(id))
  const members = await membersOf(db, wave, [...asked], secretKey)
  const all = await results.respondents(db)
  const sizes = wave.keyed ? [] : await sizesShown(db, wave, answered)
  return {
    wave,
    people: all.find(({ wave_id }) => wave_id === wave.id)?.people ?? 0,
    headcount: await results.headcount(db, wave.opened),
    items: answered.map((item) => {
      const counts = item.options.map(
        (_, place) =>
          counted.find((it) => it.item_id === item.id && it.option === place)?.people ?? 0,
      )
      const people = counts.reduce((sum, count) => sum + count, 0)
      return {
        item,
        counts,
        people,
        members: members?.get(item.id) ?? [...Array(people).keys()],
        sizes: sizes.flatMap(({ metric, people }) =>
          metric === releaseOf(item.key, wave.id) ? people : [],
        ),
      }
    }),
  }
}

function sizesShown(db: Db, wave: WaveRow, answered: readonly items.ItemRow[]) {
  return releases.sizes(
    db,
    answered.map(({ key }) => releaseOf(key, wave.id)),
  )
}

/** The users who answered each item; undefined once the key is destroyed. */
async function membersOf(db: Db, wave: WaveRow, item_ids: number[], secretKey: SecretKey) {
  const key = await openKey(db, wave.id, secretKey)
  if (key === undefined) return undefined
  const users = await many<{ id: number }>(db, sql`select u.id from users u order by u.id`)
  const ids = users.map(({ id }) => id)
  const byItem = await answersOf(db, { id: wave.id, key }, item_ids, ids)
  return new Map(
    [...byItem].map(([item, answers]) => [
      item,
      [...answers].flatMap(([user, place]) => (place === null ? [] : user)),
    ]),
  )
}
