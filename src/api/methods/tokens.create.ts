import * as z from 'zod'
import { AppError } from '../../errors.ts'
import * as tokens from '../../store/tokens.ts'
import { requireScope } from '../actor.ts'
import { change } from '../change.ts'
import { expiryOf } from '../expiry.ts'
import { type Context, method } from '../method.ts'
import { Scope } from '../scopes.ts'
import { Token } from '../shapes/token.ts'

export const tokensCreate = method({
  name: 'tokens.create',
  verb: 'POST',
  scope: null,
  summary: 'Makes a token. Its secret is shown once, in this answer.',
  description:
    'A token of the organization needs the scope admin, and always has snapshots:read. A personal one is made by a person who is signed in, for themselves, and can never do more than the roles of that person.',
  args: z.object({
    name: z.string().trim().min(1).max(200).describe('What it is for.'),
    scopes: z.array(Scope).default([]).describe('What it may do.'),
    kind: z
      .enum(['organization', 'personal'])
      .default('organization')
      .describe('Whose token it is.'),
    expires: z
      .string()
      .optional()
      .describe('When it ends: after some days, as 90d, or on a day, as 2027-01-31. Else never.'),
  }),
  result: z.object({ secret: z.string().describe('To be sent as Bearer.'), token: Token }),
  async run({ name, scopes, kind, expires }, context) {
    const { now, actor } = context
    const expires_at = expires === undefined ? null : expiryOf(expires, now).toISOString()
    const granted =
      kind === 'organization' ? forOrganization(context, scopes) : forSelf(context, scopes)
    const user_id = kind === 'personal' ? actor.user_id : null
    const deed = { action: 'tokens.create', details: { name, kind, scopes: granted, expires_at } }
    return change(context, deed, async (tx, { entry }) => {
      const made = { kind, name, scopes: granted, user_id, expires_at }
      const { id, secret } = await tokens.create(tx, entry, made)
      const token = await tokens.info(tx, id)
      if (!token) throw new Error('A token that was just made is not there.')
      return { secret, token }
    })
  },
})

function forOrganization({ actor }: Context, scopes: Scope[]): Scope[] {
  requireScope(actor, 'admin', 'A token of the organization')
  return [...new Set<Scope>(['snapshots:read', ...scopes])]
}

function forSelf({ actor }: Context, scopes: Scope[]): Scope[] {
  if (actor.kind !== 'session')
    throw new AppError('not_authorized', 'A personal token is made by a person who is signed in.')
  for (const scope of scopes) requireScope(actor, scope, 'To have your roles, this token')
  return [...new Set(scopes)]
}
