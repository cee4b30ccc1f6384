import type { Config } from '../../config.ts'
import { AppError } from '../../errors.ts'
import { type Database, openEmbedded, openPostgres } from '../../store/db.ts'
import { pending } from '../../store/migrate.ts'
import { type Check, checksOf } from '../checks.ts'
import type { Command } from '../command.ts'
import { toSocket } from '../send.ts'
import type { Style } from '../terminal.ts'

export const doctorCommand: Command = {
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  describe: { json: 'Print one JSON document and nothing else.' },
  async run({ values }, { config, terminal, now }) {
    const checks = await look(config, now)
    const healthy = checks.every(({ status }) => status !== 'problem')
    terminal.print(
      values.json === true
        ? JSON.stringify({ ok: healthy, checks }, null, 2)
        : textOf(checks, terminal.style),
    )
    return healthy ? 0 : 1
  },
}

/** A database that cannot be opened is a finding too, and the only one then. */
async function look(config: Config, now: Date): Promise<Check[]> {
  let database: Database
  try {
    database = await open(config)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return [await unopened(config, error)]
  }
  return checked(database, config, now).finally(() => database.close())
}

/** As it is: a doctor changes nothing. */
function open({ DATABASE_URL, FACET_DATA }: Config): Promise<Database> {
  return DATABASE_URL ? openPostgres(DATABASE_URL) : openEmbedded({ folder: FACET_DATA })
}

async function checked(database: Database, config: Config, now: Date): Promise<Check[]> {
  const left = await pending(database.db)
  if (left.length === 0) return checksOf(database, config, now)
  return [
    {
      check: 'migrations',
      status: 'problem',
      message: 'The schema of the database is not the newest.',
      todo: 'Run: facet migrate',
    },
  ]
}

async function unopened(config: Config, { code, message }: AppError): Promise<Check> {
  const runs = code === 'database_locked' && (await toSocket(config)) !== undefined
  if (runs)
    return {
      check: 'database',
      status: 'warning',
      message: 'The server runs, and answers. It alone may open the embedded database.',
      todo: 'To look at the rest, stop it for a moment and run facet doctor again.',
    }
  return {
    check: 'database',
    status: 'problem',
    message,
    todo: 'Start the database, or stop what holds it.',
  }
}

function textOf(checks: Check[], style: Style): string {
  const marks = {
    ok: style.green('ok'),
    warning: style.yellow('look'),
    problem: style.red('PROBLEM'),
  }
  const width = Math.max(...checks.map(({ check }) => check.length))
  return checks
    .flatMap(({ check, status, message, todo }) => [
      `${check.padEnd(width)}  ${marks[status]}  ${message}`,
      ...(todo ? [`${' '.repeat(width)}  → ${todo}`] : []),
    ])
    .join('\n')
}
