import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { type Running, startServer } from './server.ts'
import { visit } from './visitor.ts'

let browser: Browser
let server: Running
beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('who is not signed in is told how to get a link, at any address', async () => {
  const { page, errors, open, leave } = await visit(browser, server.origin)
  await open('/people?q=ada')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
    'Sign in with a one-time link',
  )
  expect(await page.getByText('npx facet signInLinks.create').isVisible()).toBe(true)
  expect(await page.getByLabel('Password').count()).toBe(0)
  expect(errors).toEqual([])
  await leave()
})

test('a one-time link signs in once, and signing out ends it', async () => {
  const link = await server.link()
  const { page, errors, leave } = await visit(browser, server.origin, { link })
  await page.getByRole('heading', { name: 'Start', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Workspace Admin' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in with a one-time link' }).waitFor()
  expect((await page.goto(link))?.status()).toBe(401)
  expect(errors).toEqual([])
  await leave()
})
