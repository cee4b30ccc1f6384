import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { inOrganisation } from '../../test/organisation.ts'
import { SECRET_KEY } from '../../test/source.ts'
import { givenWave } from '../../test/surveys.ts'
import { type Db, many, run } from '../store/db.ts'
import * as items from '../store/survey-items.ts'
import { answersOf } from './answers-of.ts'
import { openKey, pseudonymOf } from './wave-keys.ts'

const held = testDatabase()

/** What the people, numbered from 0, are taken to have answered to deep_work. */
async function read(tx: Db, wave_id: number) {
  const users = await many<{ id: number }>(tx, sql`select u.id from users u order by u.id`)
  const ids = users.map(({ id }) => id)
  const key = await openKey(tx, wave_id, () => SECRET_KEY)
  const item = (await items.list(tx)).find((it) => it.key === 'deep_work')
  if (key === undefined || item === undefined) throw new Error('There is no key, or no item.')
  const answers = (await answersOf(tx, { id: wave_id, key }, [item.id], ids)).get(item.id)
  return ids.map((id) => answers?.get(id))
}

test('the key tells whose answers they are; who did not answer has none, which is not one that does not apply', async () => {
  const chosen = [4, null, undefined, 0]
  const told = await inOrganisation(
    held.database,
    { people: chosen.map(() => ({})) },
    async (tx) => {
      const answers = { deep_work: (n: number) => chosen[n] }
      return read(tx, await givenWave(tx, { name: 'W', opened: '2026-01-05', answers }))
    },
  )
  expect(told).toEqual(chosen)
})

test('who was merged into another answers as that one, whose own answer counts before', async () => {
  const told = await inOrganisation(held.database, { people: [{}, {}, {}, {}] }, async (tx) => {
    const chosen = [4, 1, undefined, 2]
    const answers = { deep_work: (n: number) => chosen[n] }
    const wave = await givenWave(tx, { name: 'W', opened: '2026-01-05', answers })
    const users = await many<{ id: number }>(tx, sql`select u.id from users u order by u.id`)
    for (const [from, into] of [
      [1, 0],
      [3, 2],
    ] as const)
      await run(
        tx,
        sql`
          insert into merges (into_id, from_id, from_name, from_email, merged_at, merged_in)
          values (${users[into]?.id}, ${users[from]?.id}, '', '', now(), 1)
        `,
      )
    return (await read(tx, wave)).slice(0, 3)
  })
  expect([told[0], told[2]]).toEqual([4, 2])
})

test('a pseudonym hangs on the key, the person and what it is for', () => {
  const names = [
    pseudonymOf('key', 1, 'answers'),
    pseudonymOf('key', 2, 'answers'),
    pseudonymOf('key', 1, 'comments'),
    pseudonymOf('other', 1, 'answers'),
  ]
  expect(new Set(names).size).toBe(4)
  expect(pseudonymOf('key', 1, 'answers')).toBe(names[0])
})

test('without the key of the installation the key of a survey does not open, in a sentence that names it', async () => {
  const opened = inOrganisation(held.database, { people: [{}] }, async (tx) => {
    const wave = await givenWave(tx, {
      name: 'W',
      opened: '2026-01-05',
      answers: { deep_work: () => 4 },
    })
    return openKey(tx, wave, undefined)
  })
  await expect(opened).rejects.toMatchObject({
    code: 'invalid_config',
    message: expect.stringContaining('FACET_SECRET'),
  })
})
