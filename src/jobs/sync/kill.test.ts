import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passed } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestDatabase } from '../../../test/database.ts'
import { importFacts } from '../../../test/facts.ts'
import { type FakeCoder, startCoder } from '../../../test/fakes/coder/start.ts'
import { givenSource, SECRET_KEY } from '../../../test/source.ts'
import type { SyncTask } from '../../../test/sync-child.ts'
import { random } from '../../stats/random.ts'
import { type Database, many, one, openEmbedded, run } from '../../store/db.ts'
import { migrate } from '../../store/migrate.ts'

/** Children to be killed. The embedded database takes a second to open, each time, so fewer there. */
const KILLS = { postgres: 50, pglite: 5 }

const child = join(import.meta.dirname, '../../../test/sync-child.ts')
const NOW = '2026-08-20T09:30:00Z'

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
  const whole = await openPlace('whole')
  const wanted = await uninterrupted(whole)
  await whole.dispose()
  const place = await openPlace('killed')
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

interface Place {
  task: Pick<SyncTask, 'url' | 'folder'>
  look<T>(work: (database: Database) => Promise<T>): Promise<T>
  dispose(): Promise<void>
}

async function openPlace(name: string): Promise<Place> {
  if (inject('database') === 'postgres') {
    const { database, url = '', dispose } = await openTestDatabase()
    return {
      task: { url },
      async look(work) {
        // the server notices the end of a client only when it has done what it was asked
        while (await othersIn(database)) await passed(5)
        return work(database)
      },
      dispose,
    }
  }
  const data = join(folder, name)
  return {
    task: { folder: data },
    async look(work) {
      const database = await openEmbedded({ folder: data })
      await migrate(database)
      return work(database).finally(() => database.close())
    },
    dispose: async () => {},
  }
}

async function othersIn({ db }: Database): Promise<boolean> {
  const { n } = await one(
    db,
    sql<{ n: number }>`
      select count(*) as n from pg_stat_activity a
      where a.datname = current_database() and a.pid <> pg_backend_pid() and a.backend_type = 'client backend'
    `,
  )
  return n > 0
}

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

/** Reads the source in a process of its own, which is killed at a moment between opening the database (0) and its end (1). */
async function runUntil(place: Place, source_id: number, moment: number): Promise<boolean> {
  const task: SyncTask = { ...place.task, source_id, secretKey: SECRET_KEY, now: NOW }
  const process_ = spawn(process.execPath, [child, JSON.stringify(task)])
  const ended = new Promise<void>((resolve) => process_.once('close', () => resolve()))
  let said = ''
  process_.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await Promise.race([new Promise((resolve) => process_.stdout.once('data', resolve)), ended])
  const began = performance.now()
  process_.stdout.resume()
  const timer = killAfter(process_, moment)
  await ended
  clearTimeout(timer)
  if (process_.signalCode === 'SIGKILL') return false
  if (process_.exitCode !== 0) throw new Error(`The run ended with ${process_.exitCode}: ${said}`)
  longest = Math.max(longest, performance.now() - began)
  return true
}

/** Milliseconds that a whole run takes at most. */
let longest = 0

function killAfter(process_: ChildProcess, moment: number) {
  if (moment === Infinity) return undefined
  return setTimeout(() => process_.kill('SIGKILL'), 1 + (moment * longest) / 4)
}

/** Frees the source of a run that was killed, which its lease would do in two minutes. */
async function free({ db }: Database, id: number): Promise<void> {
  await run(db, sql`update sources set lease_until = null where id = ${id}`)
}

/** Forgets where the source stands, but not what it brought. */
async function begin({ db }: Database, id: number): Promise<void> {
  await run(db, sql`update sources set cursor = null, listing_since = null where id = ${id}`)
}

/** All that a source may have written, without the numbers that tell when. */
async function contents({ db }: Database) {
  const rows = (text: ReturnType<typeof sql<{ row: string }>>) =>
    many(db, text).then((all) => all.map(({ row }) => row))
  return {
    accounts: await rows(sql`
      select concat_ws('|', a.source, a.key, a.external_id, a.username, a.email, a.status, a.opened_at, a.last_seen_at, a.bot) as row
      from accounts a order by a.key collate "C"
    `),
    days: await rows(sql`
      select concat_ws('|', a.key, d.tool, d.day, d.minutes, d.actions) as row
      from tool_days d join accounts a on a.id = d.account_id
      order by a.key collate "C", d.tool, d.day
    `),
    coverage: await rows(sql`
      select concat_ws('|', c.source, c.subject, c.tool, c.from_day, c.to_day) as row from coverage c order by 1
    `),
    left: await rows(sql`
      select concat_ws('|', l.about, l.code, l.message) as row from source_left l order by l.about collate "C", l.code
    `),
    attributes: await rows(sql`
      select concat_ws('|', a.name, u.email, ua.value, ua.valid_from, ua.valid_to) as row
      from user_attributes ua join users u on u.id = ua.user_id join attributes a on a.id = ua.attribute_id
      order by 1
    `),
    running: await rows(sql`
      select s.status as row from syncs s where s.status = 'running'
    `),
  }
}
