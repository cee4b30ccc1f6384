import * as z from 'zod'
import * as settings from '../../store/settings.ts'
import type { Actor } from '../actor.ts'
import { method } from '../method.ts'

export const authInfo = method({
  name: 'auth.info',
  verb: 'GET',
  scope: null,
  summary: 'Tells about the token that asks.',
  args: z.object({}),
  result: z.object({
    auth: z.object({
      token_type: z.enum(['account_web_api_token', 'personal_access_token', 'session', 'local']),
      token_name: z.string(),
      scopes: z.array(z.string()),
      expires_at: z.iso.datetime().nullable(),
      created_at: z.iso.datetime().nullable(),
    }),
    account: z.object({ name: z.string() }),
  }),
  async run(_args, { db, actor }) {
    const { organization } = await settings.read(db)
    const { kind, name, scopes, expires_at, created_at } = actor
    return {
      auth: {
        token_type: TOKEN_TYPE[kind],
        token_name: name,
        scopes: [...scopes],
        expires_at,
        created_at,
      },
      account: { name: organization },
    }
  },
})

/** What each kind of actor is called in the answers about it. */
export const TOKEN_TYPE = {
  organization: 'account_web_api_token',
  personal: 'personal_access_token',
  session: 'session',
  local: 'local',
} as const satisfies Record<Actor['kind'], string>
