import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as passed } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestDatabase } from '../../../test/database.ts'
import { dayAfter } from '../../model/index.ts'
import { random } from '../../stats/random.ts'
import { type Database, type Db, many, one, openEmbedded } from '../../store/db.ts'
import { makePending } from '../../store/pending-documents.ts'
import { apply } from './apply.ts'
import { stage } from './stage.ts'

/** Children to be killed; one that is done before its moment comes does not count. The embedded database takes seconds to open. */
const KILLS = { postgres: 20, pglite: 8 }

/** Kills of the same file, after which it is left to be imported whole. */
const IN_A_ROW = 4

const PEOPLE = 1_000
const facet = join(import.meta.dirname, '../../../bin/facet.js')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-kill-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('an import that is killed leaves all of its file or nothing, and a second run finishes it', {
  timeout: 600_000,
}, async () => {
  const most = KILLS[inject('database')]
  const place = await openPlace()
  const uninterrupted = await openStates()
  const { uniform } = random(1)
  const start = uniform()
  let version = 1
  let whole = await importUntil(place, version, Infinity).then(({ ms }) => ms)
  for (let kills = 0, inARow = 0; kills < most; ) {
    // the golden ratio spreads the moments over the whole run, however many there are
    const moment = inARow < IN_A_ROW ? ((start + kills * 0.618) % 1) * whole : Infinity
    const { killed, ms } = await importUntil(place, version + 1, moment)
    if (killed) kills++
    else whole = ms
    const applied = !killed || (await appliedWhole(place, version + 1))
    inARow = applied ? 0 : inARow + 1
    if (applied) version++
  }
  await importUntil(place, version + 1, Infinity)
  expect(await appliedWhole(place, version + 1)).toBe(true)
  await place.dispose()
  await uninterrupted.dispose()

  /** Whether all of a version is there; if not, there must be nothing of it. */
  async function appliedWhole({ look }: Place, wanted: number): Promise<boolean> {
    const [without, all] = [await uninterrupted(wanted - 1), await uninterrupted(wanted)]
    const found = await look(contents)
    const applied = found.imports?.digest === all.imports?.digest
    expect(found).toEqual(applied ? all : without)
    return applied
  }
})

/** Where the children import to. */
interface Place {
  env: Record<string, string>
  /** Looks at the data once no child has anything to do with them any more. */
  look<T>(work: (db: Db) => Promise<T>): Promise<T>
  dispose(): Promise<void>
}

async function openPlace(): Promise<Place> {
  if (inject('database') === 'postgres') return onServer()
  const data = join(folder, 'data')
  return {
    env: { FACET_DATA: data },
    async look(work) {
      const database = await openEmbedded({ folder: data })
      return work(database.db).finally(() => database.close())
    },
    dispose: async () => {},
  }
}

async function onServer(): Promise<Place> {
  const { database, url = '', dispose } = await openTestDatabase()
  return {
    env: { DATABASE_URL: url, FACET_DATA: folder },
    async look(work) {
      // the server notices the end of a client only when it has done what it was asked
      while (await othersIn(database)) await passed(5)
      return work(database.db)
    },
    dispose,
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

/**
 * Imports a version of the people in a process of its own and kills it so many milliseconds after it has begun with the
 * file: it is given another one before, and says when that is done. Gives how long it went on from there.
 */
async function importUntil(
  { env }: Place,
  version: number,
  moment: number,
): Promise<{ killed: boolean; ms: number }> {
  const files = [await fileOf(0), await fileOf(version)]
  const child = spawn(
    process.execPath,
    [facet, 'import', ...files, '--valid-from', dayOf(version)],
    { env },
  )
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended])
  const began = performance.now()
  child.stdout.resume()
  const timer =
    moment === Infinity ? undefined : setTimeout(() => child.kill('SIGKILL'), Math.max(1, moment))
  await ended
  clearTimeout(timer)
  const killed = child.signalCode === 'SIGKILL'
  if (!killed && child.exitCode !== 0)
    throw new Error(`The import ended with ${child.exitCode}: ${said}`)
  return { killed, ms: performance.now() - began }
}

const dayOf = (version: number) => dayAfter('2025-01-01', version)

/** Version 0 is one person; each later one has everybody, a few more than before, and other values and teams for many. */
async function fileOf(version: number): Promise<string> {
  const path = join(folder, version === 0 ? 'first.csv' : `people-${version}.csv`)
  const count = version === 0 ? 1 : PEOPLE + 20 * version
  const rows = Array.from({ length: count }, (_, i) => {
    const person = [`person${i}@example.com`, `Person ${i}`, `gh-${i}`]
    if (version === 0) return person.join(',')
    const team = (i + (i % 5 === 0 ? version : 0)) % 40
    const level = 1 + ((i + (i % 3 === 0 ? version : 0)) % 6)
    return [...person, `Division ${i % 3} / Team ${team}`, `L${level}`, `Geo ${i % 4}`].join(',')
  })
  const further = version === 0 ? '' : ',team,attribute:Level,attribute:Geo'
  await writeFile(path, [`email,name,github_username${further}`, ...rows, ''].join('\n'))
  return path
}

type Contents = Record<string, { rows: number; digest: string | null }>

/** Gives what the data are after each version, from a database in which no import was ever cut short. */
async function openStates() {
  const { database, dispose } = await openTestDatabase()
  const states: Contents[] = []
  const after = async (version: number): Promise<Contents> => {
    while (states.length <= version) {
      await importHere(database, states.length)
      states.push(await contents(database.db))
    }
    return states[version] ?? {}
  }
  return Object.assign(after, { dispose })
}

async function importHere(database: Database, version: number): Promise<void> {
  const path = await fileOf(version)
  const { import_id } = await stage(database, {
    bytes: () => createReadStream(path),
    file_name: basename(path),
    options: { valid_from: dayOf(version) },
    actor: 'cli',
  })
  await apply(database, import_id, { actor: 'cli', now: new Date(), dry_run: false })
}

/** What there is, by subject: how much, and a digest of all of it but the ids, which an import that is taken back uses up. */
async function contents(db: Db): Promise<Contents> {
  await makePending(db) // as whoever asks for a document does
  const rows = await many(
    db,
    sql<{ subject: string; rows: number; digest: string | null }>`
      select x.subject, count(x.row) as rows, md5(string_agg(x.row, ' ' order by x.row collate "C")) as digest
      from (
        select 'users' as subject, (to_jsonb(u) - '{id,created_in,changed_in}'::text[])::text as row from users u
        union all
        select 'keys', concat_ws(' ', k.kind, k.key, u.email) from user_keys k join users u on u.id = k.user_id
        union all
        select 'values', concat_ws(' ', u.email, a.name, ua.value, ua.valid_from, ua.valid_to, ua.source)
        from user_attributes ua
        join users u on u.id = ua.user_id
        join attributes a on a.id = ua.attribute_id
        union all
        select 'options', concat_ws(' ', a.name, o.value, o.position)
        from attributes a
        left join attribute_options o on o.attribute_id = a.id
        union all
        select 'teams', concat_ws(' ', t.name, p.name) from teams t left join teams p on p.id = t.parent_id
        union all
        select 'members', concat_ws(' ', u.email, t.name, m.valid_from, m.valid_to)
        from team_members m
        join users u on u.id = m.user_id
        join teams t on t.id = m.team_id
        union all
        select 'documents', concat_ws(' ', u.email, d.listed, replace(d.public, '"id":"' || rtrim(encode(u.id::text::bytea, 'base64'), '=') || '",', ''))
        from user_documents d
        join users u on u.id = d.user_id
        union all
        select 'listed', concat_ws(' ', v.listed, (select sum(b.users) from user_buckets b), (select count(*) from user_documents d where d.listed))
        from document_version v
        union all
        select 'wrong buckets', d.bucket::text
        from (select ud.user_id / 64 as bucket, count(*) as users from user_documents ud where ud.listed group by 1) d
        full join user_buckets b on b.bucket = d.bucket
        where b.users is distinct from d.users
        union all
        select 'imports', concat_ws(' ', i.file_name, i.lines, r.outcome, count(r.line))
        from imports i
        join import_rows r on r.import_id = i.id
        where i.status = 'applied' and i.file_name like 'people%'
        group by i.id, r.outcome
        union all
        select 'journal', concat_ws(' ', i.file_name, c.table_name, count(*))
        from import_changes c
        join imports i on i.id = c.import_id
        group by i.file_name, c.table_name
        union all
        select 'acts without import', l.id::text
        from audit_log l
        where l.action = 'imports.apply' and l.id not in (select i.applied_in from imports i where i.status = 'applied')
      ) x
      group by x.subject
    `,
  )
  return Object.fromEntries(rows.map(({ subject, ...rest }) => [subject, rest]))
}
