import type { Person } from './people.ts'
import type { Refusal, World } from './world.ts'

/** The tokens that the fake knows, by the name of whose they are; `expired` was the auditor's. */
export const TOKENS = {
  owner: 'ownerowner-ownerownerownerownerow',
  auditor: 'auditoraud-auditorauditorauditorau',
  template_admin: 'templatead-templatetemplatetemplat',
  user_admin: 'useradminu-useradminuseradminusera',
  member: 'membermemb-membermembermembermembe',
  expired: 'expiredexp-expiredexpiredexpiredex',
} as const

const OWNERS: Record<string, string> = {
  [TOKENS.owner]: 'admin',
  [TOKENS.auditor]: 'facet-import',
  [TOKENS.template_admin]: 'janedoe',
  [TOKENS.user_admin]: 'uma',
  [TOKENS.member]: 'member',
}

const SIGNED_OUT =
  'You are signed out or your session has expired. Please sign in again to continue.'

/** Whose a token is, or why it is nobody's. */
export function identify({ people }: World, token: string | undefined): Person | Refusal {
  const person = people.find(({ username }) => username === OWNERS[token ?? ''])
  return person ?? { status: 401, body: { message: SIGNED_OUT, detail: detailOf(token) } }
}

function detailOf(token: string | undefined): string {
  if (token === undefined)
    return 'Cookie "coder_session_token" or query parameter must be provided.'
  if (token === TOKENS.expired) return 'API key expired at "2026-08-13 07:12:45 +0000 UTC".'
  return 'API key is invalid.'
}
