import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { dayAfter, weekOf } from '../../src/model/index.ts'
import { run } from '../../src/store/db.ts'
import { studyWorld } from '../studies.ts'
import { testAdministrator } from './administrator.ts'
import { picture } from './pictures.ts'

const today = weekOf(new Date().toISOString().slice(0, 10))
const held = testAdministrator({
  fill: ({ database }) =>
    studyWorld(database, { period: { from: dayAfter(today, -7 * 30), to: today } }),
})

test('a study is planned, tried, started, locked until its day, and then told', async () => {
  const { page, errors, open } = held.admin
  const change = (name: RegExp) => page.getByRole('button', { name }).click()
  await open('/studies')
  await picture(held.admin, 'studies-none')
  await page.getByRole('link', { name: 'Plan a study' }).click()
  await page.getByLabel('Name').fill('Coder first')
  await page.getByLabel('Hypothesis').fill('Environments that are ready at once leave more time.')
  await page.getByLabel('Purpose').fill('To decide whether every team gets Coder this year.')
  await page.getByLabel('Arm that gets it').fill('Coder')
  await page.getByText('find a change of').waitFor()
  await picture(held.admin, 'studies-new')
  await page.getByRole('button', { name: 'Keep this study' }).click()
  await page.getByRole('heading', { level: 1, name: 'Coder first' }).waitFor()
  await change(/Change the design/)
  const form = page.getByRole('form', { name: 'Change the study' })
  await form.getByText('Nothing is changed yet.').waitFor()
  await form.getByLabel('Wished effect, %').fill('15')
  await picture(held.admin, 'study-change')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Coder first was saved.').waitFor()
  await page.getByRole('button', { name: 'Try a draw' }).click()
  await page.getByRole('table', { name: 'Draw of Coder and control' }).waitFor()
  await picture(held.admin, 'study-draw')
  await page.getByRole('button', { name: 'Start with this draw' }).click()
  await page.getByText('The result is locked until').waitFor()
  await page.getByRole('link', { name: 'People as CSV' }).waitFor()
  await picture(held.admin, 'study-locked')
  await change(/Change the design/)
  expect(await form.getByLabel('Arm that gets it').isDisabled()).toBe(true)
  await form.getByLabel('Wished effect, %').fill('20')
  expect(await form.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await form.getByLabel('Reason').fill('A smaller change would not pay for the licences.')
  await picture(held.admin, 'study-change-started')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('effect from 15 to 20').waitFor()
  await open('/studies')
  await page.getByText('Running, locked').waitFor()
  await picture(held.admin, 'studies')
  await run(
    held.server.database.db,
    sql`update studies set from_day = ${dayAfter(today, -84)}::date, to_day = ${today}::date`,
  )
  await page.getByRole('link', { name: 'Coder first' }).click()
  await page.getByRole('heading', { name: /^Merged pull requests/ }).waitFor()
  await picture(held.admin, 'study-result')
  expect(errors).toEqual([])
}, 90_000)
