import * as z from 'zod'
import type { Batch, Cursor } from '../connector.ts'
import type { Context } from './settings.ts'
import type { TeamInTree } from './team-tree.ts'
import { FIRST_USERS, UserWalk } from './user-walk.ts'

/** Where a run stands: everything that the next step depends on, so that it may be the first of a new process. */
export const Place = z.object({
  step: z.enum(['attributes', 'users', 'groups', 'teams', 'done']),
  attributes: z.array(z.string()).describe('Names, in lower case, of those that are read.'),
  told: z
    .array(z.string())
    .describe('Those of them of which values are shown to the token: who has none there has none.'),
  users: UserWalk,
  group_page: z.number().int(),
  group_count: z.number().int().nullable().describe('Groups that there were on the first page.'),
  groups_moved: z.boolean().describe('Groups may be missing, or who is in them is not told.'),
  tree: z
    .string()
    .nullable()
    .describe('Fingerprint of the teams in the order in which they are read.'),
  team: z.string().nullable().describe('Id of the team that was read last.'),
})
export type Place = z.output<typeof Place>

/** What a run carries from step to step, and need not keep. */
export interface Reading {
  context: Context
  /** Ids of the users who have been told. */
  told: Set<string>
  /** The teams, once they are read. */
  teams?: TeamInTree[]
}

/** What one step brought, and the place after it. */
export type Step = Omit<Batch, 'cursor'> & { place: Place }

const FIRST: Place = {
  step: 'attributes',
  attributes: [],
  told: [],
  users: FIRST_USERS,
  group_page: 1,
  group_count: null,
  groups_moved: false,
  tree: null,
  team: null,
}

/** The place at which a run begins: within the run that was cut off, or at the beginning: DX does not tell what is new. */
export function openPlace(cursor: Cursor | null): Place {
  const last = Place.safeParse(cursor).data
  if (last && last.step !== 'done') return last
  return FIRST
}
