import * as z from 'zod'
import type { AccountRef } from '../../model/index.ts'
import { stated } from '../files/statement.ts'

/** An account as GraphQL tells it; null when it has been deleted. */
export const Actor = z
  .object({
    __typename: z.string().optional(),
    login: z.string(),
    databaseId: z.number().nullish(),
    name: z.string().nullish(),
  })
  .nullish()
export type Actor = z.infer<typeof Actor>

/** An account as the REST API and webhooks tell it. */
export const User = z
  .object({ login: z.string(), id: z.number().nullish(), type: z.string().nullish() })
  .nullish()

/** The account of an actor; undefined for a deleted one. Bots bear their name without `[bot]`, as GraphQL has it. */
export function accountOf(actor: Actor): AccountRef | undefined {
  if (!actor?.login) return undefined
  const bot = actor.__typename === 'Bot' || actor.login.endsWith('[bot]')
  return stated({
    external_id: actor.databaseId == null ? undefined : String(actor.databaseId),
    username: actor.login.replace(/\[bot\]$/, ''),
    name: actor.name || undefined,
    bot: bot || undefined,
  })
}

/** The account of a user of the REST API or a webhook; undefined for a deleted one. */
export const accountOfUser = (user: z.infer<typeof User>): AccountRef | undefined =>
  accountOf(user && { __typename: user.type ?? undefined, login: user.login, databaseId: user.id })
