import { createHmac } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { SECRET_KEY } from '../../../test/source.ts'
import { rollup } from '../../metrics/rollup.ts'
import * as audit from '../../store/audit.ts'
import { many, run, transaction } from '../../store/db.ts'
import * as runs from '../../store/schedule-runs.ts'
import * as schedules from '../../store/schedules.ts'
import { seal } from '../../store/sealed.ts'
import { sendDue } from './keep.ts'
import { scheduleJobs } from './schedule-jobs.ts'
import { type SendDeps, send } from './send.ts'

const held = testDatabase()

/** A Monday, half an hour after the schedules of these tests. */
const NOW = new Date('2026-03-09T08:30:00Z')
const MOMENT = '2026-03-09T08:00:00.000Z'
const KEY = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const FILE =
  'report: cohort\ntitle: Tool & people\nattribute: Tool\nmetrics: [pr_throughput]\nperiod: last 8 weeks\n'

beforeAll(async () => {
  const who = Array.from({ length: 24 }, (_, n) => `p${n}`)
  await given.people(
    held.database,
    who.map((name, n) => ({
      email: `${name}@example.com`,
      github_username: name,
      attributes: { Tool: [n < 12 ? 'yes' : 'no'] },
    })),
  )
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: who.map((username, number) => ({
      repo: 'a/b',
      number: number + 1,
      account: { username },
      opened_at: '2026-01-06T10:00:00Z',
      merged_at: '2026-01-07T10:00:00Z',
    })),
    options: { from: '2026-01-05', to: '2026-03-30' },
    now: NOW,
  })
  await rollup(held.database)
})

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-reports-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await run(held.database.db, sql`delete from schedule_runs`)
  await run(held.database.db, sql`delete from schedules`)
})

const faults: unknown[] = []
const deps = (changes: Partial<SendDeps> = {}): SendDeps => ({
  database: held.database,
  secretKey: () => SECRET_KEY,
  folder,
  now: () => NOW,
  wait: async () => {},
  fault: (error) => faults.push(error),
  ...changes,
})
const quiet = { info: () => {} }

async function givenSchedule(
  target: schedules.Target,
  { url, file = FILE }: { url?: string; file?: string } = {},
): Promise<number> {
  return transaction(held.database.db, async (tx) => {
    const entry = await audit.record(tx, { actor: 'test', action: 'schedules.create' })
    const by = { entry, now: new Date('2026-03-01T00:00:00Z') }
    const made = { name: 'Weekly', file, cron: '0 8 * * 1', time_zone: 'UTC', target }
    const id = await schedules.create(tx, made, by)
    const secret = { url, ...(target.kind === 'webhook' && { key: KEY }) }
    const sealed = seal(secret, { key: SECRET_KEY, owner: `schedule:${id}` })
    if (url !== undefined) await schedules.update(tx, id, { secret: sealed }, by)
    return id
  })
}

interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** A server that keeps what it gets, and answers by these statuses one after the other, then by 200. */
async function receiver(statuses: number[] = [], said = 'ok') {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    received.push({ headers: request.headers, body: Buffer.concat(pieces).toString() })
    response.writeHead(statuses.shift() ?? 200).end(said)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { host, url: `http://${host}/hook/secret-path`, received }
}

const runsOf = (id: number) => runs.list(held.database.db, id, 10)

test('a file is written whole into the folder, once for each moment', async () => {
  const id = await givenSchedule({ kind: 'file', name: 'weekly', format: 'md' })
  await sendDue(deps(), quiet)
  expect(await readdir(folder)).toEqual(['weekly.md'])
  expect(await readFile(join(folder, 'weekly.md'), 'utf8')).toMatch(/^# Tool & people\n/)
  await sendDue(deps(), quiet)
  expect(await runsOf(id)).toMatchObject([
    { moment: MOMENT, status: 'delivered', asked_by: 'schedule', attempts: 1, error: null },
  ])
  expect((await runsOf(id))[0]?.result_hash).toMatch(/^[0-9a-f]{64}$/)
})

test('a link that stands in the place of the file is replaced, not followed', async () => {
  const outside = join(await mkdtemp(join(tmpdir(), 'facet-outside-')), 'kept.txt')
  await writeFile(outside, 'kept')
  await symlink(outside, join(folder, 'weekly.txt'))
  await givenSchedule({ kind: 'file', name: 'weekly', format: 'text' })
  await sendDue(deps(), quiet)
  expect(await readFile(outside, 'utf8')).toBe('kept')
  expect(await readFile(join(folder, 'weekly.txt'), 'utf8')).toMatch(/^Tool & people\n/)
})

test('two servers send one moment once', async () => {
  const { host, url, received } = await receiver()
  const id = await givenSchedule({ kind: 'webhook', host }, { url })
  await Promise.all([sendDue(deps(), quiet), sendDue(deps(), quiet)])
  expect(received).toHaveLength(1)
  expect(await runsOf(id)).toHaveLength(1)
})

test('a web hook gets JSON with a signature by which its receiver knows who sends', async () => {
  const { host, url, received } = await receiver([503])
  const id = await givenSchedule({ kind: 'webhook', host }, { url })
  await sendDue(deps(), quiet)
  const [first, second] = received as [Received, Received]
  expect(second.body).toBe(first.body)
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id'])
  const {
    'webhook-id': delivery,
    'webhook-timestamp': at,
    'webhook-signature': signed,
  } = second.headers
  const hmac = createHmac('sha256', Buffer.alloc(32, 7)).update(`${delivery}.${at}.${second.body}`)
  expect(signed).toBe(`v1,${hmac.digest('base64')}`)
  expect(JSON.parse(second.body)).toMatchObject({
    event: 'report',
    schedule: { name: 'Weekly' },
    today: '2026-03-09',
    reports: [{ report: 'cohort', answer: { period: { from: '2026-01-12', to: '2026-03-09' } } }],
  })
  expect(await runsOf(id)).toMatchObject([{ status: 'delivered' }])
})

test('Slack gets a title, sentences, warnings and a link', async () => {
  const { host, url, received } = await receiver()
  await givenSchedule({ kind: 'slack', host, facet_url: 'https://facet.example.com' }, { url })
  await sendDue(deps(), quiet)
  const { blocks } = JSON.parse(received[0]?.body ?? '{}')
  const types = blocks.map(({ type }: { type: string }) => type)
  expect(types).toEqual(['header', 'section', 'context', 'actions', 'context'])
  expect(blocks[1].text.text).toMatch(/^\*Tool &amp; people\*\n.*\S/)
  expect(blocks[3].elements[0].url).toMatch(
    /^https:\/\/facet\.example\.com\/reports\/cohort\?.*attribute=Tool.*from=2026-01-12/,
  )
})

test('a server killed between the report and its delivery leaves it to the next one, which delivers the same', async () => {
  const { host, url, received } = await receiver()
  const id = await givenSchedule({ kind: 'webhook', host }, { url })
  const dying = new AbortController()
  const killed = deps({
    signal: dying.signal,
    secretKey: () => {
      dying.abort() // asked for the address: the report is made and kept
      throw new Error('The server is gone.')
    },
  })
  await send(killed, id, { moment: new Date(MOMENT), asked_by: 'schedule' })
  const [left] = await runsOf(id)
  expect(left).toMatchObject({ status: 'running', attempts: 1 })
  await sendDue(deps(), quiet)
  expect(received).toEqual([]) // it may still be at it
  const later = new Date(NOW.getTime() + 6 * 60_000)
  await sendDue(deps({ now: () => later }), quiet)
  expect(received).toHaveLength(1)
  expect(await runsOf(id)).toMatchObject([
    { id: left?.id, status: 'delivered', attempts: 2, result_hash: left?.result_hash },
  ])
  const rests = await many(
    held.database.db,
    sql<{ payload: unknown }>`select r.payload from schedule_runs r`,
  )
  expect(rests).toEqual([{ payload: null }])
})

test('a refusal is told in words that do not hold the address, and the next moment tries anew', async () => {
  const { host, url } = await receiver([404], 'no_service')
  const id = await givenSchedule({ kind: 'slack', host, facet_url: null }, { url })
  await sendDue(deps(), quiet)
  const [failed] = await runsOf(id)
  expect(failed).toMatchObject({ status: 'failed' })
  expect(failed?.error).toBe(
    `${host} refused it with status 404 (no_service). Enter the address of the schedule anew.`,
  )
  await sendDue(deps(), quiet)
  expect(await runsOf(id)).toHaveLength(1)
  const nextWeek = new Date('2026-03-16T08:01:00Z')
  await sendDue(deps({ now: () => nextWeek }), quiet)
  expect((await runsOf(id)).map(({ status }) => status)).toEqual(['delivered', 'failed'])
})

test('a delivery sees no privileged attribute, whoever made its schedule, and its release is in the audit log', async () => {
  const id = await givenSchedule({ kind: 'file', name: 'weekly', format: 'json' })
  await run(held.database.db, sql`update attributes set privileged = true where name = 'Tool'`)
  onTestFinished(async () => {
    await run(held.database.db, sql`update attributes set privileged = false`)
  })
  await sendDue(deps(), quiet)
  const [refused] = await runsOf(id)
  expect(refused?.error).toMatch(/^reports\.0: There is no attribute "Tool"/)
  expect(await readdir(folder)).toEqual([])
  await run(held.database.db, sql`update attributes set privileged = false`)
  await scheduleJobs(deps()).run((await schedules.info(held.database.db, id)) as never, 'user:1')
  const acts = await many(
    held.database.db,
    sql<{ action: string }>`select a.action from audit_log a where a.actor = ${`schedule:${id}`}`,
  )
  expect(acts.map(({ action }) => action)).toContain('schedules.deliver')
})

test('a schedule that rests sends nothing, and one that goes on does not make up for it', async () => {
  const id = await givenSchedule({ kind: 'file', name: 'weekly', format: 'md' })
  const change = (paused: boolean, now: Date) =>
    transaction(held.database.db, async (tx) => {
      const entry = await audit.record(tx, { actor: 'test', action: 'schedules.update' })
      await schedules.update(tx, id, { paused }, { entry, now })
    })
  await change(true, new Date('2026-03-02T00:00:00Z'))
  await sendDue(deps(), quiet)
  await change(false, NOW)
  await sendDue(deps(), quiet)
  expect(await runsOf(id)).toEqual([])
  expect(faults).toEqual([])
})
