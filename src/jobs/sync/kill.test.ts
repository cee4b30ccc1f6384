import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { importFacts } from '../../../test/facts.ts'
import { type FakeCoder, startCoder } from '../../../test/fakes/coder/start.ts'
import { contents } from '../../../test/fakes/killing/contents.ts'
import { openPlace, type Place } from '../../../test/fakes/killing/place.ts'
import { free, readInProcess } from '../../../test/fakes/killing/process.ts'
import { givenSource } from '../../../test/source.ts'
import { random } from '../../stats/random.ts'
import { type Database, run } from '../../store/db.ts'

/** Children to be killed. The embedded database takes a second to open, each time, so fewer there. */
const KILLS = { postgres: 50, pglite: 3 }

const now = '2026-08-20T09:30:00Z'

let folder: string
let fake: FakeCoder
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-sync-kill-'))
  fake = await startCoder({ count: 1_200 })
})
afterAll(async () => {
  await fake.close()
  await rm(folder, { recursive: true, force: true })
})

test('a run that is killed goes on where it was, until all is there as if nothing had happened', {
  timeout: 600_000,
}, async () => {
  const whole = await openPlace(folder, 'whole')
  const wanted = await uninterrupted(whole)
  await whole.dispose()
  const place = await openPlace(folder, 'killed')
  const source_id = await place.look(given)
  const { uniform } = random(7)
  const kills = KILLS[inject('database')]
  let killed = 0
  fake.seen.length = 0
  // another run from the beginning whenever one has come to its end
  for (let rounds = 0; killed < kills; rounds++) {
    if (rounds > 0) await place.look((database) => begin(database, source_id))
    fake.seen.length = 0
    const before = killed
    for (let ended = false; !ended && killed < kills; ) {
      ended = await runUntil(place, source_id, killed - before < 12 ? uniform() : Infinity)
      if (!ended) killed++
      await place.look((database) => free(database, source_id))
    }
    const repeated = fake.seen.filter(isPage).length - new Set(pages()).size
    expect(repeated).toBeLessThanOrEqual(killed - before)
  }
  await runUntil(place, source_id, Infinity)
  expect(await place.look(contents)).toEqual(wanted)
  await place.dispose()
})

/** What one run brings that nobody disturbs. */
async function uninterrupted(place: Place) {
  const source_id = await place.look(given)
  if (!(await runUntil(place, source_id, Infinity))) throw new Error('The run did not end.')
  return place.look(contents)
}

const isPage = ({ path }: FakeCoder['seen'][number]) => /\/(users|user-activity)$/.test(path)
const pages = () => fake.seen.filter(isPage).map(({ path, query }) => `${path}?${query}`)

/** Half of the people known, and the source. */
async function given(database: Database): Promise<number> {
  const facts = fake.world.people
    .filter(({ email }, n) => n % 2 === 0 && email.includes('@'))
    .map(({ email }) => ({ email }))
  await importFacts(database, { kind: 'people', facts })
  return givenSource(database, {
    kind: 'coder',
    name: 'Coder',
    settings: { url: fake.url, usage_from: '2026-08-10' },
    secret: { token: fake.tokens.auditor },
  })
}

/** Milliseconds that a whole run takes at most. */
let longest = 0

/** Whether a run came to its end that is killed at a moment between opening the database (0) and its end (1). */
async function runUntil(place: Place, source_id: number, moment: number): Promise<boolean> {
  const { killed, ms } = await readInProcess(place, { source_id, now }, (kill) => {
    if (moment === Infinity) return undefined
    const timer = setTimeout(kill, 1 + (moment * longest) / 4)
    return () => clearTimeout(timer)
  })
  if (!killed) longest = Math.max(longest, ms)
  return !killed
}

/** Forgets where the source stands, but not what it brought. */
async function begin({ db }: Database, id: number): Promise<void> {
  await run(db, sql`update sources set cursor = null, listing_since = null where id = ${id}`)
}
