import * as z from 'zod'
import type { AccountRef } from '../../model/index.ts'
import { stated } from '../files/statement.ts'

/** A user as REST tells it: the id is a number. */
export const User = z
  .object({ id: z.number(), username: z.string(), name: z.string().nullish() })
  .nullish()
export type User = z.infer<typeof User>

/** A user as GraphQL tells it: the id is `gid://gitlab/User/1`. */
export const GraphqlUser = z
  .object({
    id: z.string(),
    username: z.string(),
    name: z.string().nullish(),
    bot: z.boolean().nullish(),
  })
  .nullish()

/** Accounts of access tokens and service accounts, and those that are called bot. */
const BOT = /^(?:project|group)_\d+_bot|^service_account_|-bot$|\[bot\]$/i
/** To whom GitLab gives what deleted accounts have left. */
const GHOST = /^ghost\d*$/

/** The account of a user; undefined for a deleted one. */
export function accountOf(user: User, bot = false): AccountRef | undefined {
  if (!user || GHOST.test(user.username)) return undefined
  return stated({
    external_id: String(user.id),
    username: user.username,
    name: user.name || undefined,
    bot: bot || BOT.test(user.username) || undefined,
  })
}

/** The account of a user of GraphQL; undefined for a deleted one. */
export const accountOfGraphql = (user: z.infer<typeof GraphqlUser>): AccountRef | undefined =>
  accountOf(user && { ...user, id: numberOf(user.id) }, user?.bot === true)

/** The number at the end of an id of GraphQL. */
export const numberOf = (id: string): number => Number(id.slice(id.lastIndexOf('/') + 1))
