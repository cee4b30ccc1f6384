import * as z from 'zod'
import type { Caller } from './settings.ts'
import { type ListedUser, PAGE_SIZE, userPage } from './user-page.ts'

/** Where a reading of all users stands. */
export const UserWalk = z.object({
  end: z.number().int().describe('How many users of the list have been read.'),
  anchor: z.string().nullable().describe('Id of the last of them.'),
  total: z.number().int().nullable().describe('Users that there were at the beginning.'),
  passes: z.number().int().describe('How often the reading was begun.'),
  moved: z.boolean().describe('The list has changed while it was read for the last time.'),
})
export type UserWalk = z.output<typeof UserWalk>

/** How often a list that changes is begun again before it is taken as it is. */
const PASSES = 3

export const FIRST_USERS: UserWalk = {
  end: 0,
  anchor: null,
  total: null,
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
 * Reads the next page of the users. Pages are counted from the beginning of the list, so when somebody leaves it, somebody
 * else slips to a page that has been read. Therefore each page begins with the last user of the one before: if that is
 * another one, or the total is another, the list has changed and is read again from its beginning.
 */
export async function nextUsers(caller: Caller, walk: UserWalk): Promise<Stride> {
  const { page, page_size } = pageAfter(walk.end)
  const start = (page - 1) * page_size
  const { users, next, total } = await userPage(caller, { page, page_size })
  const stands = walk.anchor === null || users[walk.end - 1 - start]?.id === walk.anchor
  const moved = walk.moved || !stands || (walk.total !== null && total !== walk.total)
  if (moved && walk.passes < PASSES)
    return { users, walk: { ...FIRST_USERS, passes: walk.passes + 1 }, unsettled: false }
  if (next === null || users.length === 0) return { users, walk: null, unsettled: moved }
  const anchor = users.at(-1)?.id ?? null
  const after = { ...walk, end: start + users.length, anchor, total, moved }
  return { users, walk: after, unsettled: false }
}

/** The page that holds the last of so many users and as many after it as there can be; of all sizes one fits best. */
export function pageAfter(end: number): { page: number; page_size: number } {
  let best = { page: 1, page_size: PAGE_SIZE }
  for (let page_size = PAGE_SIZE; page_size > PAGE_SIZE / 2; page_size--) {
    const page = Math.floor(Math.max(end - 1, 0) / page_size) + 1
    if (page * page_size > best.page * best.page_size) best = { page, page_size }
  }
  return best
}
