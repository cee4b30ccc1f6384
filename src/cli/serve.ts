import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { oidcSettings } from '../api/oidc-settings.ts'
import { firstAdminLink } from '../api/sign-in.ts'
import { today } from '../api/today.ts'
import { AppError } from '../errors.ts'
import { keepCounting } from '../jobs/counting.ts'
import { keepDaily } from '../jobs/daily.ts'
import { keepReading } from '../jobs/scheduled.ts'
import { keepSending } from '../jobs/schedules/keep.ts'
import { openLog } from '../log.ts'
import { keepAnswers } from '../reports/answers.ts'
import type { Database, Db } from '../store/db.ts'
import * as retention from '../store/retention.ts'
import { application } from './application.ts'
import type { CommandContext } from './command.ts'
import { addPages, buildPages } from './pages.ts'
import { reportsFolder } from './reports-folder.ts'
import { secretKeyOf } from './secret-key.ts'
import { socketOf, toSocket } from './send.ts'

/**
 * Serves the application over HTTP and, for its owner, over a socket in the data folder, until the process is asked to end.
 * Gives the exit code.
 */
export async function serve(
  database: Database,
  { config, terminal, now }: CommandContext,
): Promise<number> {
  if (await toSocket(config))
    throw new AppError('conflict', 'A server runs on this data folder already.')
  const log = openLog(config.LOG_LEVEL)
  const counting = keepCounting(database, log)
  const daily = keepDaily(database, log)
  const changed = () => {
    counting.wake()
    daily.wake()
  }
  const secretKey = secretKeyOf(config)
  const reading = keepReading({ database, log, secretKey, brought: changed })
  const sending = keepSending({ database, log, secretKey, folder: reportsFolder(config) })
  const made = {
    database,
    log,
    changed,
    sources: reading.jobs,
    schedules: sending.jobs,
    answers: keepAnswers(),
    oidc: oidcSettings(config),
  }
  const app = application({ ...made, local: false })
  await buildPages(terminal)
  addPages(app)
  const server = createServer(getRequestListener(app.fetch))
  const local = createServer(getRequestListener(application({ ...made, local: true }).fetch))
  await listen(server, { host: config.FACET_HOST, port: config.FACET_PORT })
  await openSocket(local, socketOf(config))
  const address = `http://${hostOf(config.FACET_HOST)}:${(server.address() as AddressInfo).port}`
  terminal.say(`Facet serves ${address}`)
  const link = await firstAdminLink(database.db, now)
  if (link)
    terminal.say(
      `Nobody can sign in yet. This link makes you the first administrator, once: ${address}${link}`,
    )
  await tellRetention(database.db, { terminal, now })
  await asked()
  terminal.say('Stopping.')
  await Promise.all([close(server), close(local), reading.stop(), sending.stop()])
  await Promise.all([counting.stop(), daily.stop()])
  rmSync(socketOf(config), { force: true })
  return 0
}

/** Says how long facts are kept where nobody has decided it: what is taken away by default is to surprise nobody. */
async function tellRetention(
  db: Db,
  { terminal, now }: Pick<CommandContext, 'terminal' | 'now'>,
): Promise<void> {
  const { months, decided, closes_on } = await retention.read(db, await today(db, now))
  if (decided) return
  const told =
    months === null
      ? 'Facts about people are kept for ever, and nobody has decided that.'
      : `Facts about people are kept for ${months} months: what is older goes from ${closes_on} on, weekly sums stay.`
  terminal.say(
    `${told} Decide it: facet settings.update --retention_months ${months ?? 25}; for ever: --retention_months ""`,
  )
}

function listen(
  server: Server,
  where: { host: string; port: number } | { path: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new AppError(
              'conflict',
              'The address is in use. Set FACET_PORT to another port.',
              {},
              error,
            )
          : error,
      ),
    )
    server.listen(where, resolve)
  })
}

/** Only the owner may open it: its maker's rights are its only guard. */
async function openSocket(server: Server, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  rmSync(path, { force: true })
  const mask = process.umask(0o177)
  await listen(server, { path }).finally(() => process.umask(mask))
  chmodSync(path, 0o600)
}

/** Resolves when the process is asked to end. */
function asked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 5_000).unref()
  })
}

const hostOf = (host: string) => (host.includes(':') ? `[${host}]` : host)
