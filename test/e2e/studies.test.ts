import { sql } from 'kysely'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAfter, weekOf } from '../../src/model/index.ts'
import { run } from '../../src/store/db.ts'
import { launchBrowser } from '../browser.ts'
import { studyWorld } from '../studies.ts'
import { picture } from './pictures.ts'
import { type Running, startServer } from './server.ts'
import { type Visitor, visit } from './visitor.ts'

let browser: Browser
let server: Running
let admin: Visitor
const today = weekOf(new Date().toISOString().slice(0, 10))
beforeAll(async () => {
  server = await startServer()
  await studyWorld(server.database, { period: { from: dayAfter(today, -7 * 30), to: today } })
  browser = await launchBrowser()
  admin = await visit(browser, server.origin, { link: await server.link() })
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('a study is planned, tried, started, locked until its day, and then told', async () => {
  const { page, errors, open } = admin
  const change = (name: RegExp) => page.getByRole('button', { name }).click()
  await open('/studies')
  await picture(admin, 'studies-none')
  await page.getByRole('link', { name: 'Plan a study' }).click()
  await page.getByLabel('Name').fill('Coder first')
  await page.getByLabel('Hypothesis').fill('Environments that are ready at once leave more time.')
  await page.getByLabel('Purpose').fill('To decide whether every team gets Coder this year.')
  await page.getByLabel('Arm that gets it').fill('Coder')
  await page.getByText('find a change of').waitFor()
  await picture(admin, 'studies-new')
  await page.getByRole('button', { name: 'Keep this study' }).click()
  await page.getByRole('heading', { level: 1, name: 'Coder first' }).waitFor()
  await change(/Change the design/)
  const form = page.getByRole('form', { name: 'Change the study' })
  await form.getByText('Nothing is changed yet.').waitFor()
  await form.getByLabel('Wished effect, %').fill('15')
  await picture(admin, 'study-change')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Coder first was changed.').waitFor()
  await page.getByRole('button', { name: 'Try a draw' }).click()
  await page.getByRole('table', { name: 'Draw of Coder and control' }).waitFor()
  await picture(admin, 'study-draw')
  await page.getByRole('button', { name: 'Start with this draw' }).click()
  await page.getByText('The result is locked until').waitFor()
  await page.getByRole('link', { name: 'People as CSV' }).waitFor()
  await picture(admin, 'study-locked')
  await change(/Change the design/)
  expect(await form.getByLabel('Arm that gets it').isDisabled()).toBe(true)
  await form.getByLabel('Wished effect, %').fill('20')
  expect(await form.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await form.getByLabel('Reason').fill('A smaller change would not pay for the licences.')
  await picture(admin, 'study-change-started')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('effect from 15 to 20').waitFor()
  await open('/studies')
  await page.getByText('Running, locked').waitFor()
  await picture(admin, 'studies')
  await run(
    server.database.db,
    sql`update studies set from_day = ${dayAfter(today, -84)}::date, to_day = ${today}::date`,
  )
  await page.getByRole('link', { name: 'Coder first' }).click()
  await page.getByRole('heading', { name: /^Merged pull requests/ }).waitFor()
  await picture(admin, 'study-result')
  expect(errors).toEqual([])
}, 90_000)
