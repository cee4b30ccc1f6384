import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { testSchedules } from '../schedules.ts'
import { type Running, startServer } from './server.ts'
import { type Visitor, visit } from './visitor.ts'

type Browser = Awaited<ReturnType<typeof launchBrowser>>

const { schedules } = testSchedules(() => server)
let browser: Browser
let server: Running
let admin: Visitor
beforeAll(async () => {
  server = await startServer({ schedules })
  browser = await launchBrowser()
  admin = await visit(browser, server.origin, { link: await server.link() })
}, 120_000)
afterAll(async () => {
  await admin?.leave()
  await browser?.close()
  await server?.stop()
})

test('an administrator has a report sent to a web hook, sees why it failed, and has it rest', {
  timeout: 120_000,
}, async () => {
  const { page, errors, open } = admin
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
