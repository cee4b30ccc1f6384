import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as settings from '../../src/store/settings.ts'
import { launchBrowser } from '../browser.ts'
import * as given from '../given.ts'
import { type Running, startServer } from './server.ts'
import { type Visitor, visit } from './visitor.ts'

let browser: Browser
let server: Running
let admin: Visitor
beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  admin = await visit(browser, server.origin, { link: await server.link() })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('an administrator finds the settings in the menu, and changes them by keyboard', async () => {
  const { page, open } = admin
  await open('/')
  await page.getByRole('button', { name: 'Workspace Admin' }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)

  await page.getByRole('textbox', { name: 'Name of the organization' }).fill('Example Ltd')
  await page.getByRole('combobox', { name: 'Time zone' }).fill('lisb')
  await page.getByRole('option', { name: 'Europe/Lisbon' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Minimum group' }).fill('8')
  await page.keyboard.press('Enter')
  await page.getByText('Saved.').waitFor()
  expect(await settings.read(server.database.db)).toEqual({
    organization: 'Example Ltd',
    time_zone: 'Europe/Lisbon',
    minimum_group: 8,
  })
})

test('what is wrong is said at its field, and nothing is saved', async () => {
  const { page, open } = admin
  await open('/settings')
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Mars/Olympus')
  await page.getByRole('textbox', { name: 'Minimum group' }).fill('4')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('This is no time zone; write it as Europe/Lisbon.').waitFor()
  await page.getByText(/^Must be 5 or more, or 3/).waitFor()
  expect(await settings.read(server.database.db)).toMatchObject({
    time_zone: 'Europe/Lisbon',
    minimum_group: 8,
  })
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('button', { name: 'Discard changes' }).click()
  expect(await page.getByRole('textbox', { name: 'Minimum group' }).inputValue()).toBe('8')
  expect(await page.getByText('This is no time zone').count()).toBe(0)
})

test('who is no administrator reads them, and is told so', async () => {
  const email = 'reader@example.com'
  await given.people(server.database, [{ email, name: 'Reader' }])
  const session = await given.session(server.database, email, new Date())
  const storageState = {
    cookies: [
      {
        name: 'facet_session',
        value: session,
        domain: '127.0.0.1',
        path: '/',
        expires: -1,
        httpOnly: true,
        secure: false,
        sameSite: 'Lax' as const,
      },
    ],
    origins: [],
  }
  const { page, open, errors, leave } = await visit(browser, server.origin, { storageState })
  await open('/settings')
  await page.getByText('Only administrators may change settings.').waitFor()
  expect(await page.getByRole('textbox', { name: 'Minimum group' }).isDisabled()).toBe(true)
  expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Reader' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor()
  expect(await page.getByRole('menuitem', { name: 'Settings' }).count()).toBe(0)
  expect(errors).toEqual([])
  await leave()
})
