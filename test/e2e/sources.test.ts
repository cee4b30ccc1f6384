import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { type FakeCoder, startCoder } from '../fakes/coder/start.ts'
import { SOURCE_JOBS } from '../source.ts'
import { type Running, startServer } from './server.ts'
import { type Visitor, visit } from './visitor.ts'

const PICTURES = join(import.meta.dirname, '../../screenshots')

let browser: Browser
let server: Running
let coder: FakeCoder
let admin: Visitor
beforeAll(async () => {
  coder = await startCoder({ count: 12 })
  server = await startServer({ sources: SOURCE_JOBS })
  browser = await launchBrowser()
  admin = await visit(browser, server.origin, { link: await server.link() })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await coder?.close()
})

/** The page as it stands, wide and narrow, light and dark; throws where it is wider than the window. */
async function picture(name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  for (const width of [1280, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await admin.page.setViewportSize({ width, height: 800 })
      await admin.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await admin.page.evaluate('scrollTo(0, 0)')
      const path = join(PICTURES, `${name}-${width}-${colorScheme}.png`)
      await admin.page.screenshot({ path, fullPage: true, animations: 'disabled' })
      expect(await admin.page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    }
  await admin.page.setViewportSize({ width: 1280, height: 800 })
}

test('an administrator connects Coder: tries a wrong token, then the right one, and keeps it', async () => {
  const { page, open } = admin
  await open('/sources')
  await page.getByText('Nothing is connected yet').waitFor()
  await picture('sources-empty')
  await page.getByRole('link', { name: 'Connect Coder' }).click()
  await page.getByRole('textbox', { name: 'Address' }).fill(coder.url)
  await page.getByLabel('Token').fill('wrong')
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await page.getByText('Make a new token and enter it').waitFor()
  await picture('sources-form')
  await page.getByLabel('Token').fill(coder.tokens.auditor)
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await page.getByText('The token may read the list of users.').waitFor()
  await page.getByRole('radio', { name: 'Every hour' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'Coder' }).waitFor()
  await page.getByText('It has not been read yet.').waitFor()
  await page.getByText('Every hour').waitFor()
})

test('what is wrong is said at its field', async () => {
  const { page, open } = admin
  await open('/sources?add=coder')
  await page.getByRole('textbox', { name: 'Address' }).fill('coder')
  await page.getByRole('radio', { name: 'By a schedule of your own' }).check()
  await page.getByRole('textbox', { name: 'Schedule' }).fill('nightly')
  await page.getByLabel('Token').fill('x')
  await page.keyboard.press('Enter')
  await page.getByText('These are not five fields of cron').waitFor()
  await page.getByRole('textbox', { name: 'Schedule' }).fill('0 4 * * 1')
  await page.keyboard.press('Enter')
  await page.getByText('An address such as https://coder.example.com.').waitFor()
})

test('a count keeps nothing, a run keeps what it brings, and what is left out is told', async () => {
  const { page, open } = admin
  await open('/sources')
  await page.getByRole('link', { name: 'Coder', exact: true }).click()
  await page.getByRole('button', { name: 'Count only' }).click()
  await page.getByText('Nothing was kept.').waitFor()
  await page.getByRole('button', { name: 'Run now' }).click()
  await page.getByRole('cell', { name: 'Tool users' }).waitFor()
  await page.getByText('Up to date').waitFor()
  await page.getByRole('button', { name: 'Show each' }).click()
  await page.getByRole('columnheader', { name: 'Why' }).waitFor()
  await picture('source')
})

test('a source is paused, changed, and removed after what stays is told', async () => {
  const { page } = admin
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Go on' }).waitFor()
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Coder of Lisbon')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'Coder of Lisbon' }).waitFor()
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByText(/What it brought stays: \d+ accounts/).waitFor()
  await picture('source-remove')
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.getByText('Nothing is connected yet').waitFor()
})

test('nothing is written to the console but what the server refused', () => {
  expect(admin.errors.filter((error) => !/status of 422/.test(error))).toEqual([])
})
