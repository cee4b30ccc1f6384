import * as z from 'zod'
import { SourceError } from '../source-error.ts'
import type { Caller } from './settings.ts'
import { type ListedUser, userPage } from './user-page.ts'

/** Where a reading of all users stands. */
export const UserWalk = z.object({
  page: z.number().int().describe('The one that is read next.'),
  read: z.number().int().describe('Different users on the pages before it.'),
  total: z.number().int().nullable().describe('Users that there were on the first page.'),
  anchor: z.string().nullable().describe('Id of the last user on the page before.'),
  passes: z.number().int().describe('How often the reading was begun.'),
  moved: z.boolean().describe('The list has changed while it was read for the last time.'),
})
export type UserWalk = z.output<typeof UserWalk>

/** How often a list that changes is read again before it is taken as it is. */
const PASSES = 3

export const FIRST_USERS: UserWalk = {
  page: 1,
  read: 0,
  total: null,
  anchor: null,
  passes: 1,
  moved: false,
}

/** What a page brought. */
interface Stride {
  users: ListedUser[]
  /** Where the reading goes on; null at its end. */
  walk: UserWalk | null
  /** Whether somebody may have slipped through; told at the end. */
  unsettled: boolean
}

/**
 * Reads one page of the users. Pages are counted from the beginning of the list, so when somebody leaves it, somebody else
 * slips to a page that has been read. That shows in another total, in fewer different users than the total, or in another
 * user at the end of the last page but one: then the list is read again from its beginning. `seen` holds the ids of this pass.
 */
export async function nextUsers(
  caller: Caller,
  walk: UserWalk,
  seen: Set<string>,
): Promise<Stride> {
  const { users, next, total } = await userPage(caller, walk)
  if (walk.page === 1) seen.clear()
  const fresh = new Set(users.map(({ id }) => id).filter((id) => !seen.has(id)))
  for (const id of fresh) seen.add(id)
  const moved = walk.moved || (walk.total !== null && total !== null && total !== walk.total)
  const after: UserWalk = {
    ...walk,
    read: walk.read + fresh.size,
    total: walk.total ?? total,
    anchor: users.at(-1)?.id ?? walk.anchor,
    moved,
  }
  if (moved && walk.passes < PASSES) return again(users, walk)
  if (next !== null)
    return { users, walk: { ...after, page: follows(walk, next) }, unsettled: false }
  const isWhole = !moved && after.read === (total ?? after.read) && (await stands(caller, walk))
  if (isWhole) return { users, walk: null, unsettled: false }
  return walk.passes < PASSES ? again(users, walk) : { users, walk: null, unsettled: true }
}

function again(users: ListedUser[], { passes }: UserWalk): Stride {
  return { users, walk: { ...FIRST_USERS, passes: passes + 1 }, unsettled: false }
}

function follows({ page }: UserWalk, next: number): number {
  if (next > page) return next
  throw new SourceError(
    'broken_answer',
    `The page after page ${page} of the list of users is said to be page ${next}; try again later.`,
  )
}

/** Whether the user before the last page is still the same: nobody has slipped over that border, then, nor over one before. */
async function stands(caller: Caller, { read, anchor }: UserWalk): Promise<boolean> {
  if (anchor === null) return true
  const { users } = await userPage(caller, { page: read, page_size: 1 })
  return users[0]?.id === anchor
}
