import { expect, test } from 'vitest'
import { testSchedules } from '../schedules.ts'
import { testAdministrator } from './administrator.ts'

const { schedules } = testSchedules(() => held.server)
const held = testAdministrator({ options: async () => ({ schedules }) })

test('an administrator has a report sent to a web hook, sees why it failed, and has it rest', {
  timeout: 120_000,
}, async () => {
  const { page, errors, open } = held.admin
  await open('/schedules')
  await page.getByRole('heading', { name: 'Nothing is sent yet' }).waitFor()
  await page.getByRole('button', { name: 'New schedule' }).click()
  const form = page.getByRole('form', { name: 'New schedule' })
  await form.getByLabel('What is sent').fill('report: trend\nmetrcs: [pr_throughput]\n')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('file:2: metrcs: There is no such argument here').waitFor()
  await form.getByLabel('What is sent').fill('report: trend\nmetrics: [pr_throughput]\n')
  await form.getByLabel('A web hook of your own').check()
  await form.getByLabel('Address').fill('http://127.0.0.1:9/hook')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/whsec_/).waitFor()
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await page.getByText('Web hook at 127.0.0.1:9').waitFor()
  await page.getByText('Every Monday at 8:00').waitFor()
  await page.getByRole('button', { name: 'Send now' }).click()
  await page.getByText('Failed', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Go on' }).waitFor()
  expect(errors.filter((error) => !/status of 422/.test(error))).toEqual([])
})
