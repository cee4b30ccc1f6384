import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toWire } from '../../src/model/index.ts'
import { launchBrowser } from '../browser.ts'
import { type FakeCoder, startCoder } from '../fakes/coder/start.ts'
import { type FakeDx, startDx } from '../fakes/dx/start.ts'
import { dxAttribute, dxUsers } from '../fakes/dx/world.ts'
import * as given from '../given.ts'
import { givenSource, SOURCE_JOBS } from '../source.ts'
import { picture } from './pictures.ts'
import { type Running, startServer } from './server.ts'
import { type Visitor, visit } from './visitor.ts'

const PEOPLE = 60

/** As a server has it: work goes on by itself. */
const sources = { ...SOURCE_JOBS, aside: async (work: () => Promise<void>) => void work() }

let browser: Browser
let server: Running
let dx: FakeDx
let coder: FakeCoder
let admin: Visitor
const ids: Record<string, string> = {}
beforeAll(async () => {
  dx = await startDx({ users: dxUsers(PEOPLE), attributes: [dxAttribute('Coder')] })
  coder = await startCoder({ count: 12 })
  server = await startServer({ sources })
  const { database } = server
  const made = [
    { kind: 'dx', name: 'DX', settings: { url: dx.url }, secret: { token: 'organization' } },
    {
      kind: 'coder',
      name: 'Coder',
      settings: { url: coder.url, usage_from: '2026-08-10' },
      secret: { token: coder.tokens.auditor },
    },
    {
      kind: 'github',
      name: 'GitHub',
      settings: { organization: 'example' },
      secret: { token: 'x' },
    },
  ]
  for (const it of made) ids[it.kind] = toWire(await givenSource(database, it))
  const people = Array.from({ length: PEOPLE }, (_, n) => ({
    email: `person${n + 1}@example.com`,
    attributes: { Coder: [n % 3 === 0 ? 'no account' : 'active'] },
  }))
  await given.people(database, [
    ...people,
    { email: 'new@example.com', attributes: { Coder: ['active'] } },
  ])
  browser = await launchBrowser()
  admin = await visit(browser, server.origin, { link: await server.link() })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await Promise.all([dx?.close(), coder?.close()])
})

const press = (name: string | RegExp) => admin.page.getByRole('button', { name }).click()
const says = (words: string | RegExp) => admin.page.getByText(words).first().waitFor()

test('an attribute is chosen, and what would be sent is shown before anything is', async () => {
  const { page, open } = admin
  await open(`/sources/${ids.dx}`)
  await page.getByRole('button', { name: 'Compare' }).isDisabled()
  await page.getByRole('combobox', { name: 'Attributes' }).click()
  await page.getByRole('option', { name: 'Coder' }).click()
  await page.keyboard.press('Escape')
  await press('Compare')
  await says(`${PEOPLE} changes would be sent to DX`)
  await says('Nothing was sent.')
  const table = page.getByRole('table', { name: 'Would be sent' })
  expect(await table.getByRole('row').count()).toBe(51)
  await says('The first 50, and 10 others.')
  await page.getByText('1 thing left out, and why').click()
  await says('new@example.com')
  expect(dx.seen.filter(({ method }) => method === 'POST')).toEqual([])
  await picture(admin, 'source-push')
})

test('the push tells how far it is and what it sent, and a second one has nothing to send', async () => {
  const { page } = admin
  dx.script(({ method }) => (method === 'POST' ? { kind: 'slow', ms: 40 } : undefined))
  await press(`Send ${PEOPLE} changes`)
  await page.getByText(/^People: \d+ of 60/).waitFor()
  await picture(admin, 'source-pushing')
  await says(`${PEOPLE} changes sent to DX`)
  expect(dx.world.users.every(({ attributes }) => attributes.length === 1)).toBe(true)
  const sent = dx.seen.filter(({ method }) => method === 'POST').length
  await press('Compare')
  await page.getByRole('button', { name: 'Compare' }).waitFor()
  await says('Nothing to send')
  expect(await page.getByRole('button', { name: /^Send/ }).count()).toBe(0)
  expect(dx.seen.filter(({ method }) => method === 'POST')).toHaveLength(sent)
  await picture(admin, 'source-push-nothing')
})

test('what the other side refuses is told in words', async () => {
  dx.script(() => ({ kind: 'html' }))
  await press('Compare')
  await admin.page.getByRole('alert').getByText(/\w/).first().waitFor()
  dx.script(() => undefined)
})

test('the address of a webhook is shown once, with what to enter, and is made anew and removed', async () => {
  const { page, open } = admin
  await open(`/sources/${ids.github}`)
  await press('Make an address')
  await says('This is shown once: copy it now')
  await says('Enter the address as payload URL')
  const address = await page
    .getByText(/\/hooks\/github\//)
    .first()
    .textContent()
  await page.getByRole('button', { name: 'Copy the secret' }).waitFor()
  await picture(admin, 'source-hook')
  await page.reload()
  await says('It was shown once, when it was made')
  expect(await page.getByText(/\/hooks\/github\//).count()).toBe(0)
  await press('Make a new address')
  await says('is refused from then on, until')
  await press('Make it')
  await says('This is shown once: copy it now')
  expect(
    await page
      .getByText(/\/hooks\/github\//)
      .first()
      .textContent(),
  ).not.toBe(address)
  await press('Remove the address')
  await picture(admin, 'source-hook-remove')
  await press('Remove it')
  await says('There is no address yet.')
})

test('a source that has no webhook offers none', async () => {
  await admin.open(`/sources/${ids.dx}`)
  expect(await admin.page.getByRole('heading', { name: 'Webhook' }).count()).toBe(0)
})

test('a count is seen growing, and in the end nothing was kept', async () => {
  const { page, open } = admin
  coder.script(({ path }) =>
    path.endsWith('user-activity') ? { kind: 'slow', ms: 200 } : undefined,
  )
  await open(`/sources/${ids.coder}`)
  await press('Count only')
  await page.getByText(/^Days of use: \d+ of \d+, nothing is kept/).waitFor()
  await page.getByText('Tool users').waitFor()
  await picture(admin, 'source-counting')
  await says('Nothing was kept.')
  await press('Test the connection')
  await says('The token may read the list of users.')
})

test('nothing is written to the console', () => {
  expect(admin.errors).toEqual([])
})
