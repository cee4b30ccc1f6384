import type { Browser, BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core'

/** A person with a browser window of their own. */
export interface Visitor {
  page: Page
  /** Errors that the pages wrote to the console or threw. */
  errors: string[]
  /** Opens an address and waits for its title. */
  open(path: string): Promise<void>
  leave(): Promise<void>
}

/** Opens a window at a server; with the address of a one-time link, signed in by it. */
export async function visit(
  browser: Browser,
  origin: string,
  { link, ...options }: BrowserContextOptions & { link?: string } = {},
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const errors: string[] = []
  page.on('console', (message) => {
    if (isFault(message)) errors.push(`${page.url()}: ${message.text().trim()}`)
  })
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
  if (link) await page.goto(link)
  return {
    page,
    errors,
    async open(path) {
      await page.goto(`${origin}${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.getByRole('status', { name: 'Loading' }).waitFor({ state: 'detached' })
    },
    leave: () => context.close(),
  }
}

/** That nobody is signed in is an answer of the server, which the browser logs by itself. */
function isFault(message: ConsoleMessage): boolean {
  return message.type() === 'error' && !/status of 401/.test(message.text())
}
