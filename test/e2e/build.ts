import { buildPages } from '../../src/cli/pages.ts'
import { openTerminal } from '../../src/cli/terminal.ts'
import { launchBrowser } from '../browser.ts'

/**
 * Builds the pages once for all browser tests, unless they are newer than what they are made of. And starts a browser once by
 * itself: it makes its cache of fonts, which several at a time would write over one another.
 */
export async function setup(): Promise<void> {
  await buildPages(openTerminal({ color: false }))
  const browser = await launchBrowser()
  const page = await browser.newPage()
  await page.setContent('<p style="font-family: sans-serif">Fonts</p>')
  await page.screenshot()
  await browser.close()
}
