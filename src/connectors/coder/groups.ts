import * as z from 'zod'
import type { Left } from '../connector.ts'
import { SourceError } from '../source-error.ts'
import { ask } from './ask.ts'
import type { Place, Reading, Step } from './place.ts'
import type { Context } from './settings.ts'

const Groups = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    display_name: z.string().optional(),
    organization_id: z.string(),
    members: z.array(z.object({ id: z.string(), username: z.string() })).nullable(),
  }),
)

/** All groups, as teams of accounts, but for the one that holds everybody. */
export async function readGroups({ context }: Reading, place: Place): Promise<Step> {
  const over = { ...place, step: 'ai' as const }
  if (!context.settings.groups) return { place: over, facts: {} }
  const groups = await askGroups(context).catch(reasonOf)
  if (!Array.isArray(groups)) return { place: over, facts: {}, left: [groups] }
  const teams = groups
    .filter(({ id, organization_id }) => id !== organization_id)
    .map(({ id, name, display_name, members }) => ({
      name: display_name || name,
      reference_id: id,
      member_accounts: (members ?? [])
        .filter((member) => !place.no_people.includes(member.id))
        .map((member) => ({ external_id: member.id, username: member.username })),
    }))
  return { place: over, facts: { teams } }
}

function askGroups(context: Context) {
  return ask(context, { path: 'groups', shape: Groups, what: 'the list of groups' })
}

const REASONS: Record<string, Omit<Left, 'about'>> = {
  switched_off: { code: 'not_licensed', message: 'The licence of this server has no groups.' },
  forbidden: {
    code: 'groups_forbidden',
    message: 'This token may not read groups; give its user the role Auditor.',
  },
  not_found: {
    code: 'groups_missing',
    message: 'This version of Coder has no list of all groups.',
  },
}

function reasonOf(error: unknown): Left {
  const reason = error instanceof SourceError ? REASONS[error.code] : undefined
  if (reason) return { about: 'groups', ...reason }
  throw error
}
