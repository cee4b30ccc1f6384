import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sourceJobs } from '../../src/jobs/sync/source-jobs.ts'
import { dayAfter, dayIn, toWire } from '../../src/model/index.ts'
import { launchBrowser } from '../browser.ts'
import { type FakeCoder, startCoder } from '../fakes/coder/start.ts'
import * as given from '../given.ts'
import { givenSource, SECRET_KEY } from '../source.ts'
import { picture } from './pictures.ts'
import { type Running, startServer } from './server.ts'
import { type Visitor, visit } from './visitor.ts'

// What is told is about the last 90 days, so it happens now.
const now = () => new Date()
const jobs = sourceJobs({
  ...{ secretKey: () => SECRET_KEY, now, wait: async () => {}, brought: () => {} },
})

let browser: Browser
let server: Running
let coder: FakeCoder
let admin: Visitor
let person: string
let stranger: string
beforeAll(async () => {
  coder = await startCoder({ count: 12, licensed: true, now })
  server = await startServer()
  const { database } = server
  const somebody = coder.world.people.find(
    ({ usage, number }) => usage === 'daily' && starts(number),
  )
  if (!somebody) throw new Error('Nobody uses this Coder daily.')
  const { email, name, username } = somebody
  await given.people(database, [
    { email, name, attributes: { Level: ['L4'] } },
    { email: 'new@example.com', name: 'Somebody New' },
  ])
  person = toWire(await given.idOf(database, email))
  stranger = toWire(await given.idOf(database, 'new@example.com'))
  const source_id = await givenSource(database, {
    kind: 'coder',
    name: 'Coder',
    settings: { url: coder.url, usage_from: dayAfter(dayIn('UTC', now()), -40), workspaces: true },
    secret: { token: coder.tokens.owner },
  })
  await jobs.run(database, { source_id, asked_by: 'test' })
  await tellMore(username)
  browser = await launchBrowser()
  admin = await visit(browser, server.origin, { link: await server.link() })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await coder?.close()
})

/** Whether the fake's last build of a workspace was a start that went well. */
const starts = (number: number) => number % 6 < 2

/** What notifications and a suspicion would add about the person. */
async function tellMore(username: string): Promise<void> {
  const { query } = server.database
  await query(
    `insert into events (source, external_id, name, account_id, at, details, created_in, changed_in)
      select 'coder', n::text, 'workspace_created', a.id, now(), '{}', 0, 0
      from accounts a, generate_series(1, 3) n where a.username = $1`,
    [username],
  )
  await query(
    `insert into accounts (source, key, username, user_id, link, suspected, bot, created_in, changed_in)
      select 'github', 'release-bot', 'release-bot', a.user_id, 'hand', 'its name is like a bot’s', true, 0, 0
      from accounts a where a.username = $1`,
    [username],
  )
}

test('what tools tell of a person is shown when asked for, with what is known beside it', async () => {
  const { page, open } = admin
  await open(`/people/${person}`)
  await page
    .getByText('Held for a bot. Suspected: its name is like a bot’s. The numbers of this person')
    .waitFor()
  await page.getByText('each look is written to the audit log').waitFor()
  const looks = async () => {
    const { rows } = await server.database.query(
      `select l.object from audit_log l where l.action = 'users.tools'`,
    )
    return rows
  }
  expect(await looks()).toHaveLength(0)
  await page.getByRole('button', { name: 'Show them' }).click()
  await page
    .getByText(/^\d+ of 40 known days, last on/)
    .nth(1)
    .waitFor()
  await page.getByText('1 seen started').waitFor()
  await page.getByText('3 times, last').waitFor()
  expect(await looks()).toHaveLength(1)
  await picture(admin, 'person-tools')
})

test('of whom nothing is known it says unknown, and never zero', async () => {
  const { page, open } = admin
  await open(`/people/${stranger}`)
  await page.getByRole('button', { name: 'Show them' }).click()
  const tools = page.getByRole('region', { name: 'Use of tools' })
  await tools.getByText('Unknown: no source has told anything of this.').first().waitFor()
  expect(await tools.getByText('Unknown: no source').count()).toBe(3)
  expect(await tools.getByText(/\b0\b/).count()).toBe(0)
  await picture(admin, 'person-tools-unknown')
})

test('nothing is written to the console', () => {
  expect(admin.errors).toEqual([])
})
