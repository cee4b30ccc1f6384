import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('a page opens and hears a click', async () => {
  const page = await browser.newPage()
  await page.goto(`data:text/html,<button onclick="this.textContent = 'Done'">Go</button>`)
  await page.getByRole('button', { name: 'Go' }).click()
  expect(await page.getByRole('button').textContent()).toBe('Done')
})

test('letters show in a screenshot, each with its own shape', async () => {
  const page = await browser.newPage()
  const shoot = async (letters: string) => {
    await page.goto(`data:text/html,<p style="font: 40px monospace">${letters}`)
    return (await page.screenshot()).toString('base64')
  }
  const [blank, once, again, other] = [
    await shoot(''),
    await shoot('mow'),
    await shoot('mow'),
    await shoot('wom'),
  ]
  expect(again).toBe(once)
  expect(new Set([blank, once, other]).size).toBe(3)
})
