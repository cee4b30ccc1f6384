import * as z from 'zod'
import { dayAfter } from '../../model/index.ts'
import type { Check } from '../connector.ts'
import { SourceError } from '../source-error.ts'
import { type Access, readAccess } from './access.ts'
import { ask } from './ask.ts'
import { readActivity, reasonOf } from './days.ts'
import { todayOf } from './place.ts'
import { apiOf, type Context } from './settings.ts'

const BuildInfo = z.object({ version: z.string(), external_url: z.string() })

/** Tries what a sync does, in four calls; ends at the first answer after which no other is of use. */
export async function check(context: Context): Promise<Check[]> {
  const server = await checkServer(context).catch(failed('Server'))
  if (server.outcome === 'failed') return [server]
  const access = await readAccess(context).catch(failed('Token'))
  if ('outcome' in access) return [server, access]
  const users = checkUsers(access)
  if (users.outcome === 'failed') return [server, checkToken(access), users]
  return [
    server,
    checkToken(access),
    users,
    await checkDays(context),
    ...(context.settings.workspaces ? [checkWorkspaces(access)] : []),
  ]
}

function failed(what: string) {
  return (error: unknown): Check => {
    if (!(error instanceof SourceError)) throw error
    const advice =
      error.code === 'unauthorized' ? ' Make a new token and enter it; docs/coder.md says how.' : ''
    return { what, outcome: 'failed', message: `${error.message}${advice}` }
  }
}

async function checkServer(context: Context): Promise<Check> {
  const what = 'Server'
  const address = apiOf(context.settings.url)
  const info = await ask(context, { path: 'buildinfo', shape: BuildInfo, what: 'Coder' }).catch(
    notCoder(address),
  )
  const { version } = info
  const message = `Coder ${version.replace(/\+.*/, '')} answers at ${address}.`
  if (!isBeforeUsage(version)) return { what, outcome: 'ok', message }
  const advice = 'It has no usage by day, which came with v2.2: update Coder.'
  return { what, outcome: 'limited', message: `${message} ${advice}` }
}

/** Whatever answers otherwise than Coder is not Coder; a network that fails is told as it is. */
function notCoder(address: string) {
  return (error: unknown): never => {
    const other = ['broken_answer', 'forbidden', 'not_found', 'refused', 'not_the_api']
    if (!(error instanceof SourceError) || !other.includes(error.code)) throw error
    throw new SourceError(
      'not_the_api',
      `This is not the address of a Coder server, or something stands in front of it: ${error.message} Facet asked ${address}.`,
      { cause: error },
    )
  }
}

/** Before v2.2; builds of one's own call themselves v0.0.0 and may be new. */
function isBeforeUsage(version: string): boolean {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? []
  const number = 1000 * Number(major) + Number(minor)
  return number > 0 && number < 2002
}

function checkToken({ username, roles }: Access): Check {
  const what = 'Token'
  if (!roles.includes('owner')) return { what, outcome: 'ok', message: `It is ${username}'s.` }
  return {
    what,
    outcome: 'limited',
    message: `It is ${username}'s, who is an Owner: it may do everything, and tokens of owners end after 7 days unless the server is set otherwise. A user with the role Auditor suffices.`,
  }
}

function checkUsers({ may, username }: Access): Check {
  const what = 'Users'
  if (may.users) return { what, outcome: 'ok', message: 'The token may read the list of users.' }
  return {
    what,
    outcome: 'failed',
    message: `The token sees only ${username}, its own user. Give ${username} the role Auditor (in Coder under Admin settings, Users) and test again.`,
  }
}

async function checkDays(context: Context): Promise<Check> {
  const what = 'Days of use'
  const day = dayAfter(todayOf(context), -1)
  const rows = await readActivity(context, day).catch(reasonOf)
  if ('code' in rows) return { what, outcome: 'limited', message: rows.message }
  return { what, outcome: 'ok', message: `On ${day}, ${rows.length} of its users were connected.` }
}

function checkWorkspaces({ may }: Access): Check {
  const what = 'Workspaces'
  if (may.workspaces)
    return { what, outcome: 'ok', message: 'The token may read the workspaces of everybody.' }
  return {
    what,
    outcome: 'limited',
    message:
      'The token may not see the workspaces of others, so their starts stay unknown. The role Template Admin may see them, Auditor may not.',
  }
}
