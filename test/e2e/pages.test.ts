import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recompute } from '../../src/jobs/usage-levels.ts'
import { toWire } from '../../src/model/index.ts'
import { launchBrowser } from '../browser.ts'
import { testSchedules } from '../schedules.ts'
import { picture } from './pictures.ts'
import { loadSample, sampleFiles } from './sample.ts'
import { type Running, startServer } from './server.ts'
import { visit } from './visitor.ts'

/** Every page, by a name for its picture. */
const PAGES = {
  start: '/',
  people: '/people',
  person: `/people/${toWire(20)}`,
  attributes: '/attributes',
  attribute: `/attributes/${toWire(4)}`,
  import: '/import',
  'one-import': `/import/${toWire(2)}`,
  tool: '/reports/tool?attribute=Coder',
  cohort: '/reports/cohort?attribute=Coder',
  impact: '/reports/impact?attribute=Coder',
  trend: '/reports/trend?attribute=Coder',
  distribution: '/reports/distribution?attribute=Coder',
  breakdown: '/reports/breakdown?attribute=Role&across=Level',
  correlation: '/reports/correlation',
  adoption: '/reports/adoption',
  accounts: '/accounts',
  metrics: '/docs/metrics',
  sources: '/sources',
  services: '/services',
  'own-metrics': '/metrics/own',
  settings: '/settings',
  'no-page': '/nowhere',
}

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]
const SCHEMES = ['light', 'dark'] as const

const PICTURES = join(import.meta.dirname, '../../screenshots')

const { schedules } = testSchedules(() => server)
let browser: Browser
let server: Running
let storageState: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>
beforeAll(async () => {
  const files = await sampleFiles()
  server = await startServer({ schedules })
  await loadSample(server.database, files.paths)
  await recompute(server.database, new Date())
  await files.remove()
  browser = await launchBrowser()
  const admin = await visit(browser, server.origin, { link: await server.link() })
  storageState = await admin.page.context().storageState()
  await admin.leave()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('every page opens without an error and fits wide and narrow windows, light and dark', async () => {
  mkdirSync(PICTURES, { recursive: true })
  const { page, errors, open, leave } = await visit(browser, server.origin, { storageState })
  for (const [name, path] of Object.entries(PAGES)) {
    await open(path)
    for (const size of SIZES) {
      await page.setViewportSize(size)
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.evaluate(DRAWN)
        const file = `${name}-${size.width}-${colorScheme}.png`
        await page.screenshot({
          path: join(PICTURES, file),
          fullPage: true,
          animations: 'disabled',
        })
      }
      const wide = await page.evaluate('document.documentElement.scrollWidth')
      expect([name, wide]).toEqual([name, size.width])
    }
  }
  expect(errors).toEqual([])
  await leave()
}, 120_000)

/** Until what follows from a new size, charts among it, is drawn. */
const DRAWN = `new Promise((resolve) =>
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve))))`

test('every link and every drawer on every page opens without an error', async () => {
  const { page, errors, open, leave } = await visit(browser, server.origin, { storageState })
  for (const path of Object.values(PAGES)) {
    await open(path)
    for (const summary of await page.locator('summary').all()) await summary.click()
    for (const definition of await page.locator('button[aria-haspopup="dialog"]').all()) {
      await definition.click()
      await page.keyboard.press('Escape')
    }
  }
  await open('/')
  for (const name of [
    'People',
    'Accounts',
    'Attributes',
    'Import',
    'Sources',
    'One tool',
    'Cohorts',
    'Impact',
    'Trends',
    'Distributions',
    'Metrics',
    'Metrics of your own',
    'Services',
    'Breakdowns',
    'Correlations',
    'Studies',
    'Schedules',
    'Start',
  ]) {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
  }
  expect(errors).toEqual([])
  await leave()
}, 60_000)

test('a report is sent every Monday from its own page, which then says so', async () => {
  const visitor = await visit(browser, server.origin, { storageState })
  const { page, errors, open, leave } = visitor
  const asked = '/reports/cohort?attribute=Coder&filter=Level=L2|L3'
  await open(asked)
  await page.getByRole('link', { name: 'Send this every Monday' }).click()
  const form = page.getByRole('form', { name: 'New schedule' })
  expect(await form.getByLabel('What is sent').inputValue()).toBe(
    'report: cohort\nattribute: Coder\nfilter: ["Level=L2|L3"]\n',
  )
  await picture(visitor, 'schedule-of-report')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('File cohorts-coder.html').waitFor()
  expect(await form.count()).toBe(0)
  await open(asked)
  await page.getByText('Sent already: Every Monday at 8:00, File cohorts-coder.html').waitFor()
  expect(errors).toEqual([])
  await leave()
}, 60_000)

test('every page can be used by keyboard, and begins with a way past the menu', async () => {
  const { page, open, leave } = await visit(browser, server.origin, { storageState })
  for (const [name, path] of Object.entries(PAGES)) {
    await open(path)
    await page.keyboard.press('Tab')
    expect([name, await page.evaluate(FOCUSED)]).toEqual([name, 'Skip to the content'])
    expect([name, await page.evaluate(NAMELESS)]).toEqual([name, []])
    const reached = await reach(page)
    expect([name, await page.evaluate(`(${MISSED})(${JSON.stringify(reached)})`)]).toEqual([
      name,
      [],
    ])
  }
  await leave()
}, 120_000)

test('the menu of a narrow window is no stop until it is opened, and Escape closes it', async () => {
  const { page, open, leave } = await visit(browser, server.origin, { storageState })
  await page.setViewportSize({ width: 390, height: 844 })
  await open('/people')
  const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link')
  expect(await links.count()).toBe(0)
  await page.getByRole('button', { name: 'Open the menu' }).press('Enter')
  await links.first().waitFor()
  await page.keyboard.press('Escape')
  await links.first().waitFor({ state: 'hidden' })
  await leave()
}, 30_000)

/** What has the focus, by its name. */
const FOCUSED = `document.activeElement?.textContent`

/** What the keyboard should reach: everything visible that can be used. */
const USABLE = `[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((it) => it.checkVisibility({ visibilityProperty: true }) && !it.disabled && it.tabIndex >= 0)`

/** What can be used but has no name to be told by. */
const NAMELESS = `${USABLE}.filter((it) => {
  const labels = [...(it.labels ?? [])].map((label) => label.textContent)
  return ![it.getAttribute('aria-label'), it.textContent, it.title, ...labels].some((name) => name?.trim())
}).map((it) => it.outerHTML.slice(0, 200))`

/** Of everything usable, in order, what is not among the places reached. */
const MISSED = `(reached) => ${USABLE}.flatMap((it, place) =>
  reached.includes(place) ? [] : [it.outerHTML.slice(0, 200)])`

/** Places, among everything usable, that Tab comes by until it leaves the page or begins anew. */
async function reach(page: Page): Promise<number[]> {
  const places: number[] = []
  for (;;) {
    const place = (await page.evaluate(`${USABLE}.indexOf(document.activeElement)`)) as number
    // A field for a day has a stop for each of its parts.
    const again = place === places.at(-1)
    if (place < 0 || (places.includes(place) && !again)) return places
    if (!again) places.push(place)
    await page.keyboard.press('Tab')
  }
}
