import * as z from 'zod'
import { ask } from './ask.ts'
import type { Context } from './settings.ts'

const User = z.object({
  id: z.string(),
  username: z.string(),
  roles: z.array(z.object({ name: z.string() })).nullish(),
})

const Rights = z.object({ users: z.boolean(), workspaces: z.boolean() })

/** Whose a token is, and what of other people it may see. */
export interface Access {
  id: string
  username: string
  roles: string[]
  may: z.output<typeof Rights>
}

/** Asks Coder whose the token is and what it may see: lists do not fail without the right, they hold the caller alone. */
export async function readAccess(context: Context): Promise<Access> {
  const { id, username, roles } = await ask(context, {
    path: 'users/me',
    shape: User,
    what: 'the user of the token',
  })
  const may = await ask(context, {
    path: 'authcheck',
    body: { checks: { users: reading('user'), workspaces: reading('workspace') } },
    shape: Rights,
    what: 'the rights of the token',
  })
  return { id, username, roles: (roles ?? []).map(({ name }) => name), may }
}

/** Whether the token may read the AI sessions of everybody; a version that does not know them says no. */
export async function mayReadAi(context: Context): Promise<boolean> {
  const { ai } = await ask(context, {
    path: 'authcheck',
    body: { checks: { ai: reading('aibridge_interception') } },
    shape: z.object({ ai: z.boolean() }),
    what: 'the rights of the token',
  })
  return ai
}

const reading = (resource_type: string) => ({ object: { resource_type }, action: 'read' })
