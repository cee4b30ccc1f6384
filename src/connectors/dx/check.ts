import * as z from 'zod'
import type { Check } from '../connector.ts'
import { SourceError } from '../source-error.ts'
import { ask } from './ask.ts'
import { attributeGroups, isRestricted } from './attribute-groups.ts'
import { groupPage } from './groups.ts'
import type { Caller, Context } from './settings.ts'
import { teamTree } from './team-tree.ts'
import { userPage } from './user-page.ts'

const Auth = z.object({
  auth: z.object({
    token_type: z.string().nullish(),
    token_name: z.string().nullish(),
    scopes: z.array(z.string()).nullish(),
    expires_at: z.string().nullish(),
  }),
  account: z.object({ name: z.string().nullish() }).nullish(),
})
type Auth = z.output<typeof Auth>

/** Makes each kind of call once, and says which scopes are missing; ends at a token that is not accepted. */
export async function check(context: Context): Promise<Check[]> {
  const token = await tokenCheck(context).catch(failed('Token'))
  if (token.outcome === 'failed') return [token]
  return [
    token,
    await userCheck(context).catch(failed('People')),
    await attributeCheck(context).catch(failed('Attributes')),
    await teamCheck(context).catch(failed('Teams')),
    await groupCheck(context).catch(limited('Groups')),
  ]
}

function failed(what: string) {
  return (error: unknown): Check => {
    if (!(error instanceof SourceError)) throw error
    return { what, outcome: 'failed', message: `${error.message} ${ADVICE[what] ?? ''}`.trim() }
  }
}

function limited(what: string) {
  return (error: unknown): Check => ({ ...failed(what)(error), outcome: 'limited' })
}

const ADVICE: Record<string, string> = {
  Token: 'Enter the address of the Web API, and a token that a Workspace Admin has made.',
  People: 'Reading people needs the scope users:read.',
  Attributes: 'Reading attributes needs the scope snapshots:read.',
  Teams: 'Reading teams needs the scope snapshots:read.',
  Groups: 'Without it, no groups are read; that needs the scope user_groups:read.',
}

/** What a sync and a push need, beside what everybody may. */
const SCOPES = ['snapshots:read', 'users:read', 'user_groups:read', 'users:write']

async function tokenCheck(context: Context): Promise<Check> {
  const told = await ask(context, { method: 'auth.info', shape: Auth, what: 'the token' })
  const { token_name, scopes, expires_at } = told.auth
  const missing = scopes ? SCOPES.filter((scope) => !scopes.includes(scope)) : []
  const words = [
    `It is ${token_name ?? 'a token'} of ${told.account?.name ?? 'this workspace'}.`,
    ...(expires_at ? [`It ends at ${expires_at}.`] : []),
    ...(missing.length > 0 ? [`It lacks ${missing.join(', ')}${ONLY_PUSH(missing)}.`] : []),
    ...(isPersonal(told) ? [] : [NOT_PERSONAL]),
  ]
  return {
    what: 'Token',
    outcome: missing.length > 0 ? 'limited' : 'ok',
    message: words.join(' '),
  }
}

const ONLY_PUSH = (missing: string[]) =>
  missing.length === 1 && missing[0] === 'users:write' ? ', which only a push needs' : ''

const isPersonal = ({ auth }: Auth) => auth.token_type === 'personal_access_token'

const NOT_PERSONAL = 'As a token of the organization it is never shown privileged attributes.'

async function userCheck(caller: Caller): Promise<Check> {
  const { total } = await userPage(caller, { page: 1, page_size: 1 })
  return { what: 'People', outcome: 'ok', message: `${total ?? 'Some'} people are visible.` }
}

async function attributeCheck(context: Context): Promise<Check> {
  const what = 'Attributes'
  const groups = await attributeGroups(context)
  const names = groups.map(({ name }) => name.toLowerCase())
  const lost = context.settings.attributes?.filter((name) => !names.includes(name.toLowerCase()))
  if (lost?.length)
    return {
      what,
      outcome: 'limited',
      message: `DX does not show ${lost.join(', ')} to this token.`,
    }
  const restricted = groups.filter(isRestricted).map(({ name }) => name)
  const apart =
    restricted.length > 0 && !context.settings.attributes
      ? ` Left out, as hidden or privileged: ${restricted.join(', ')}.`
      : ''
  return { what, outcome: 'ok', message: `${groups.length} attributes are visible.${apart}` }
}

async function teamCheck(caller: Caller): Promise<Check> {
  const teams = await teamTree(caller)
  return { what: 'Teams', outcome: 'ok', message: `${teams.length} teams are visible.` }
}

async function groupCheck(caller: Caller): Promise<Check> {
  const { groups } = await groupPage(caller, 1)
  const message = groups.length > 0 ? 'Groups are visible.' : 'There are no groups.'
  return { what: 'Groups', outcome: 'ok', message }
}
