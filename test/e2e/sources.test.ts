import { afterAll, expect, test } from 'vitest'
import { type FakeCoder, startCoder } from '../fakes/coder/start.ts'
import { SOURCE_JOBS } from '../source.ts'
import { testAdministrator } from './administrator.ts'
import { picture } from './pictures.ts'

let coder: FakeCoder
const held = testAdministrator({
  async options() {
    coder = await startCoder({ count: 12 })
    return { sources: SOURCE_JOBS }
  },
})
afterAll(() => coder?.close())

test('an administrator connects Coder: tries a wrong token, then the right one, and keeps it', async () => {
  const { page, open } = held.admin
  await open('/sources')
  await page.getByText('Nothing is connected yet').waitFor()
  await picture(held.admin, 'sources-empty')
  await page.getByRole('link', { name: 'Connect Coder' }).click()
  await page.getByRole('textbox', { name: 'Address' }).fill(coder.url)
  await page.getByLabel('Token').fill('wrong')
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await page.getByText('Make a new token and enter it').waitFor()
  await picture(held.admin, 'sources-form')
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
  const { page, open } = held.admin
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
  const { page, open } = held.admin
  await open('/sources')
  await page.getByRole('link', { name: 'Coder', exact: true }).click()
  await page.getByRole('button', { name: 'Count only' }).click()
  await page.getByText('Nothing was kept.').waitFor()
  await page.getByRole('button', { name: 'Run now' }).click()
  await page.getByRole('cell', { name: 'Tool users' }).waitFor()
  await page.getByText('Up to date').waitFor()
  await page.getByRole('button', { name: 'Show each' }).click()
  await page.getByRole('columnheader', { name: 'Why' }).waitFor()
  await picture(held.admin, 'source')
})

test('a source is paused, changed, and removed after what stays is told', async () => {
  const { page } = held.admin
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Go on' }).waitFor()
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Coder of Lisbon')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'Coder of Lisbon' }).waitFor()
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByText(/What it brought stays: \d+ accounts/).waitFor()
  await picture(held.admin, 'source-remove')
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.getByText('Nothing is connected yet').waitFor()
})

test('nothing is written to the console but what the server refused', () => {
  expect(held.admin.errors.filter((error) => !/status of 422/.test(error))).toEqual([])
})
