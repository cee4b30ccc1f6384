import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import * as given from '../given.ts'
import { type IdentityProvider, startIdentityProvider } from '../identity-provider.ts'
import { settingsOf } from '../oidc-app.ts'
import { type Running, startServer } from './server.ts'
import { visit } from './visitor.ts'

let browser: Browser
let idp: IdentityProvider
let server: Running
beforeAll(async () => {
  idp = await startIdentityProvider()
  server = await startServer({ oidc: settingsOf(idp) })
  idp.callbacks.push(`${server.origin}/sign-in/oidc/callback`)
  await given.people(server.database, [{ email: 'ada@example.com', name: 'Ada Example' }])
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await idp?.stop()
})

async function signIn(page: Page, name: string) {
  await page.getByRole('link', { name: 'Sign in with Corp Login' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('a person signs in at the provider, and after signing out comes in again', async () => {
  idp.people.set('ada', { email: 'ada@example.com', email_verified: true })
  const { page, errors, open, leave } = await visit(browser, server.origin)
  await open('/people')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Sign in')
  await signIn(page, 'ada')
  await page.getByRole('button', { name: 'Ada Example' }).click()
  expect(new URL(page.url()).origin).toBe(server.origin)
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  // The provider still knows who sits there.
  await page.getByRole('link', { name: 'Sign in with Corp Login' }).click()
  await page.getByRole('button', { name: 'Ada Example' }).waitFor()
  expect(errors).toEqual([])
  await leave()
})

test('who is nobody here is told so, and gets back to the sign-in page', async () => {
  idp.people.set('eve', { email: 'eve@example.com', email_verified: true })
  const { page, open, leave } = await visit(browser, server.origin)
  await open('/')
  await signIn(page, 'eve')
  await page.getByText('Nobody here has the e-mail address that Corp Login tells for you').waitFor()
  await page.getByRole('link', { name: 'Back to the sign-in page' }).click()
  await page.getByRole('link', { name: 'Sign in with Corp Login' }).waitFor()
  await leave()
})
