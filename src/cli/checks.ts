import { statfs } from 'node:fs/promises'
import type { Config } from '../config.ts'
import { dayIn, counted as words } from '../model/index.ts'
import { type Counted, count } from '../store/checks.ts'
import type { Database } from '../store/db.ts'
import { pending } from '../store/migrate.ts'
import { type Outlook, outlook } from '../store/retention-outlook.ts'
import * as settings from '../store/settings.ts'
import { secretKeyOf } from './secret-key.ts'

/** What one look came to. */
export interface Check {
  check: string
  status: 'ok' | 'warning' | 'problem'
  message: string
  /** What to do; absent where nothing is to be done. */
  todo?: string
}

const ok = (check: string, message: string): Check => ({ check, status: 'ok', message })
const warn = (check: string, message: string, todo: string): Check => ({
  check,
  status: 'warning',
  message,
  todo,
})
const fail = (check: string, message: string, todo: string): Check => ({
  check,
  status: 'problem',
  message,
  todo,
})

/** Free bytes below which a disk is a problem, and below which it is watched. */
const DISK = { problem: 512 * 2 ** 20, warning: 5 * 2 ** 30 }
/** Share of accounts that are nobody's above which reports miss too many. */
const UNLINKED = 0.1

/** Looks at all there is to look at of an open database. */
export async function checksOf(
  { db, kind }: Database,
  config: Config,
  now: Date,
): Promise<Check[]> {
  const [set, counted] = [await settings.read(db), await count(db)]
  const left = await pending(db)
  return [
    ok(
      'database',
      `${kind === 'pglite' ? 'The embedded database' : 'PostgreSQL'} answers; ${megabytes(counted.bytes)}.`,
    ),
    left.length === 0
      ? ok('migrations', 'The schema is the newest.')
      : fail(
          'migrations',
          `${words(left.length, 'migration')} did not run yet.`,
          'Run: facet migrate',
        ),
    queue(counted),
    weeks(counted),
    sources(counted),
    coverage(counted),
    accounts(counted),
    secretKey(counted, config),
    await disk(config),
    ok(
      'time zone',
      `Days are those of ${set.time_zone}; there it is ${dayIn(set.time_zone, now)}.`,
    ),
    set.minimum_group < 5
      ? warn(
          'minimum group',
          `Numbers are shown about ${set.minimum_group} people and more.`,
          'Raise it, unless everybody agreed: facet settings.update --minimum_group 5',
        )
      : ok('minimum group', `Numbers are shown about ${set.minimum_group} people and more.`),
    retention(await outlook(db, dayIn(set.time_zone, now))),
  ]
}

/** Facts that go, if nobody has agreed to it, and facts that stay for ever, if nobody has agreed to that. */
function retention({ months, decided, removes, next_on, next_from }: Outlook): Check {
  const rows = removes.reduce((sum, table) => sum + table.rows, 0)
  const kept =
    months === null
      ? 'Facts about people are kept for ever.'
      : `Facts about people are kept for ${words(months, 'month')}, weekly sums for ever.`
  if (months === null && !decided)
    return warn(
      'retention',
      `${kept} Nobody has decided that.`,
      'Count what 25 months would take away: facet settings.update --retention_months 25 --dry_run true; to keep all: --retention_months ""',
    )
  if (rows === 0) return ok('retention', kept)
  const goes = `${kept} ${words(rows, 'fact')} from before ${next_from} will go from ${next_on} on.`
  if (decided) return ok('retention', goes)
  return warn(
    'retention',
    goes,
    'See which: facet retention.info. If that is right, set it: facet settings.update --retention_months 25; to keep all: --retention_months ""',
  )
}

const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MB`

function queue({ failed_jobs }: Counted): Check {
  if (failed_jobs === null)
    return ok('queue', 'There is none yet: it begins with the first source.')
  if (failed_jobs === 0) return ok('queue', 'No job failed within a week.')
  return warn(
    'queue',
    `${words(failed_jobs, 'job')} failed within a week.`,
    'Look for "error" in the log of the server; a failed run of a source is tried again by itself.',
  )
}

function weeks({ dirty_weeks }: Counted): Check {
  const message = `${words(dirty_weeks, 'week')} of people wait to be counted anew.`
  if (dirty_weeks < 100_000) return ok('weeks', message)
  return warn('weeks', message, 'A running server counts them; start it with: facet serve')
}

function sources({ failing, silent }: Counted): Check {
  if (failing.length > 0)
    return fail(
      'sources',
      `The last run failed of: ${failing.join(', ')}.`,
      'See why with: facet sources.list. Mostly a token has ended: give a new one with facet sources.update',
    )
  if (silent.length > 0)
    return warn(
      'sources',
      `Not read for a week, though they are to be: ${silent.join(', ')}.`,
      'Sources are read while a server runs: facet serve',
    )
  return ok('sources', 'No source fails.')
}

function coverage({ gaps }: Counted): Check {
  if (gaps.length === 0) return ok('coverage', 'No source has a gap in what it speaks of.')
  const named = gaps
    .slice(0, 5)
    .map(({ source, subject, days }) => `${subject} of ${source} (${words(days, 'day')})`)
  return warn(
    'coverage',
    `Nothing is known of some days in between: ${named.join(', ')}${gaps.length > 5 ? ' and more' : ''}.`,
    'Import files of these days; until then their numbers are unknown, not 0.',
  )
}

function accounts({ accounts: all, unlinked }: Counted): Check {
  if (all === 0) return ok('accounts', 'There are no accounts yet.')
  const share = unlinked / all
  const message = `${words(unlinked, 'account')} of ${all.toLocaleString('en')} (${Math.round(share * 100)} %) are nobody's yet.`
  if (share <= UNLINKED) return ok('accounts', message)
  return warn('accounts', message, 'Link them: facet accounts.list, or Accounts on the web pages')
}

function secretKey({ sealed }: Counted, config: Config): Check {
  if (!sealed) return ok('secret key', 'Nothing is sealed yet.')
  try {
    secretKeyOf(config)()
    return ok('secret key', 'There is a key for what is sealed. Keep it apart from backups.')
  } catch (error) {
    return fail(
      'secret key',
      (error as Error).message,
      'Set FACET_SECRET to the key that the secrets were sealed with.',
    )
  }
}

async function disk({ FACET_DATA }: Config): Promise<Check> {
  const at = await statfs(FACET_DATA).catch(() => undefined)
  if (!at) return ok('disk', 'There is no data folder here.')
  const free = at.bavail * at.bsize
  const message = `${megabytes(free)} are free where ${FACET_DATA} is.`
  const todo = 'Make room: old backups and logs first.'
  if (free < DISK.problem) return fail('disk', message, todo)
  return free < DISK.warning ? warn('disk', message, todo) : ok('disk', message)
}
