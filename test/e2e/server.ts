import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { firstAdminLink } from '../../src/api/sign-in.ts'
import { type ApplicationOptions, application } from '../../src/cli/application.ts'
import { addPages } from '../../src/cli/pages.ts'
import { keepCounting } from '../../src/jobs/counting.ts'
import { openLog } from '../../src/log.ts'
import type { Database } from '../../src/store/db.ts'
import { openTestDatabase } from '../database.ts'

/** The application and its pages on a free port of this machine, with an empty database of its own. */
export interface Running {
  database: Database
  origin: string
  /** The address of a new one-time link for the first administrator. */
  link(): Promise<string>
  stop(): Promise<void>
}

/** Starts the server as `facet serve` does, without its socket and the work that nobody asks for; with more, if told. */
export async function startServer(
  more: Partial<Omit<ApplicationOptions, 'database' | 'log'>> = {},
): Promise<Running> {
  const { database, dispose } = await openTestDatabase()
  const log = openLog('silent')
  const counting = keepCounting(database, log)
  const app = application({ database, log, changed: counting.wake, local: false, ...more })
  addPages(app)
  const server = createServer(getRequestListener(app.fetch))
  const origin = await listen(server)
  return {
    database,
    origin,
    link: async () => `${origin}${await firstAdminLink(database.db, new Date())}`,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await counting.stop()
      await dispose()
    },
  }
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    )
  })
}
