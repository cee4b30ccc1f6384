import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { type Running, startServer } from './server.ts'
import { type Visitor, visit } from './visitor.ts'

/** What the tests of a file work with, from the first of them on. */
export interface Held {
  browser: Browser
  server: Running
  /** The first administrator, signed in. */
  admin: Visitor
}

interface Given {
  /** How the server is started, and what has to be there before it. */
  options?: () => Promise<Parameters<typeof startServer>[0]>
  /** What is in its database before anybody looks. */
  fill?: (server: Running) => Promise<unknown>
}

/** A server with an empty database, a browser, and an administrator at it, for the test file that calls this; all gone after it. */
export function testAdministrator({ options, fill }: Given = {}): Held {
  const held = {} as Held
  beforeAll(async () => {
    held.server = await startServer(await options?.())
    await fill?.(held.server)
    held.browser = await launchBrowser()
    const link = await held.server.link()
    held.admin = await visit(held.browser, held.server.origin, { link })
  }, 120_000)
  afterAll(async () => {
    await held.browser?.close()
    await held.server?.stop()
  })
  return held
}
