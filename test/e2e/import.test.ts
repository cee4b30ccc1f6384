import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testAdministrator } from './administrator.ts'
import { sampleFiles } from './sample.ts'

let files: Awaited<ReturnType<typeof sampleFiles>>
const held = testAdministrator({
  fill: async () => {
    files = await sampleFiles()
  },
})
afterAll(() => files?.remove())

// One journey from nothing to a report and back: each test goes on where the one before it ended.

test('an empty installation says which three files it wants', async () => {
  await held.admin.open('/')
  const steps = held.admin.page.getByRole('region', { name: 'Three files to a report' })
  await steps.getByRole('heading', { name: 'Pull requests' }).waitFor()
  expect(await steps.getByText('npx facet import people.csv').isVisible()).toBe(true)
  await held.admin.open('/reports/cohort')
  await held.admin.page.getByRole('heading', { name: 'There is nothing to compare yet' }).waitFor()
})

test('files are recognised and previewed, in the order in which to apply them', async () => {
  const { page, open } = held.admin
  await open('/import')
  await page.getByLabel('Files to import').setInputFiles(files.paths.toReversed())
  await page.getByRole('button', { name: 'Apply all 4 files' }).waitFor()
  const cards = page.getByRole('article')
  expect(await cards.getByRole('heading', { level: 2 }).allTextContents()).toEqual(
    files.paths.map((path) => basename(path)),
  )
  const people = page.getByRole('article', { name: 'people.csv' })
  expect(await people.getByText('Nothing is written yet').isVisible()).toBe(true)
  expect(await people.getByText(/^L3 \(\d+\)/).isVisible()).toBe(true)
  const coder = page.getByRole('article', { name: 'coder-users.txt' })
  await coder.getByText('Preview without the files above').click()
  expect(await coder.getByText('ci-runner is a service account, not a person.').isVisible()).toBe(
    true,
  )
  expect(
    await held.server.database.query('select from users').then(({ rows }) => rows.length),
  ).toBe(1)
}, 60_000)

test('they are applied one after the other, and listed', async () => {
  const { page } = held.admin
  await page.getByRole('button', { name: 'Apply all 4 files' }).click()
  await page.getByText('4 files applied').waitFor()
  const list = page.getByRole('region', { name: 'Imports so far' })
  await list.getByRole('link', { name: 'pulls.json' }).waitFor()
  expect(await list.getByText('Applied', { exact: true }).count()).toBe(4)
}, 60_000)

test('the cohorts can be read, in words, numbers and a file', async () => {
  const { page, open } = held.admin
  await open('/')
  await page.getByRole('link', { name: 'Cohorts of Coder' }).click()
  const panel = page.getByRole('region', { name: 'Merged pull requests' })
  const table = panel.getByRole('table', { name: 'Merged pull requests by cohort' })
  await table.getByRole('row', { name: /^account/ }).waitFor()
  expect(await panel.getByText('These are different people').isVisible()).toBe(true)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^cohorts-Coder-\d{4}-\d\d-\d\d\.csv$/)
  expect(await readFile(await file.path(), 'utf8')).toMatch(
    /^section,metric,.*\r\nquestion,.*,Coder\r\n/,
  )
})

test('the question is in the address, and the address is the question', async () => {
  const { page, open } = held.admin
  await open('/reports/cohort?attribute=Coder')
  await page.getByRole('combobox', { name: 'Metrics' }).click()
  await page.getByRole('option', { name: 'Reviews given' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Show report' }).click()
  await page.waitForURL('**/reports/cohort?attribute=Coder&metrics=reviews_given')
  await page.reload()
  await page.getByRole('region', { name: 'Reviews given' }).waitFor()
  expect(await page.getByRole('region', { name: 'Merged pull requests' }).count()).toBe(0)
})

test('the impact is told with its evidence, its curve and its checks', async () => {
  const { page, open } = held.admin
  await open('/reports/impact?attribute=Coder')
  const effect = page.getByRole('region', { name: 'Effect' })
  await effect.getByText(/^(clear|suggestive|not established)$/).waitFor()
  expect(await page.getByRole('img', { name: /^Observed against expected/ }).isVisible()).toBe(true)
  expect(
    await page.getByRole('table', { name: 'Checks' }).getByRole('row').count(),
  ).toBeGreaterThan(3)
})

test('a person shows what is known, since when, and whose accounts these are', async () => {
  const { page, open } = held.admin
  await open('/people')
  await page.getByRole('button', { name: 'Page 2' }).click()
  await page.waitForURL('**/people?page=2')
  await page.getByRole('searchbox', { name: 'Search' }).fill('emma')
  await page.waitForURL('**/people?q=emma')
  await page.getByRole('link', { name: /^Emma/ }).first().click()
  await page.getByRole('heading', { name: 'Accounts', level: 2 }).waitFor()
  await page.getByText('As a table, with sources').click()
  expect(
    await page
      .getByRole('row', { name: /^Level/ })
      .first()
      .isVisible(),
  ).toBe(true)
})

test('people are found by the values of their attributes, which stand in the address', async () => {
  const { page, open } = held.admin
  await open('/people')
  const values = page.getByRole('combobox', { name: 'Only people with' })
  await values.fill('Level: L3')
  const option = page.getByRole('option', { name: /^L3/ })
  const people = await option.getByTitle(/people today$/).textContent()
  await option.click()
  await page.keyboard.press('Escape')
  await page.waitForURL('**/people?filter=Level%3DL3')
  await page.getByText(`${people} people`, { exact: true }).waitFor()
  await page.reload()
  await page.getByText(`${people} people`, { exact: true }).waitFor()
})

test('an import is undone after it has said what that does', async () => {
  const { page, open } = held.admin
  await open('/import')
  await page.getByRole('link', { name: 'coder-users.txt' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('row', { name: /^user attributes/ }).waitFor()
  await page.getByRole('button', { name: 'Take it back' }).click()
  await page.getByText('Undone', { exact: true }).waitFor()
  await open('/attributes')
  expect(await page.getByRole('link', { name: 'Coder' }).count()).toBe(0)
})

test('a file whose columns cannot be told asks where they go', async () => {
  const { page, open } = held.admin
  const content = 'who,grade\nnew.person@example.com,L9\n'
  await open('/import')
  await page
    .getByLabel('Files to import')
    .setInputFiles({ name: 'odd.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
  const card = page.getByRole('article', { name: 'odd.csv' })
  await card.getByText('Say where the columns go').waitFor()
  expect(await card.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true)
  await card.getByRole('combobox', { name: 'What the file lists' }).selectOption('people')
  await card.getByRole('combobox', { name: 'What column who becomes' }).selectOption('email')
  await card.getByRole('button', { name: 'Preview with this' }).click()
  await card.getByRole('button', { name: 'Apply' }).click()
  await page.getByText('1 file applied').waitFor()
  await open('/people?q=new.person')
  await page.getByRole('link', { name: /new.person/ }).waitFor()
})

test('none of this wrote an error to the console', () => {
  expect(held.admin.errors).toEqual([])
})
