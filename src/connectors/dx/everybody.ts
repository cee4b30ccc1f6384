import type { Caller } from './settings.ts'
import type { ListedUser } from './user-page.ts'
import { FIRST_USERS, nextUsers, type UserWalk } from './user-walk.ts'

/** All users of DX by id, as they are now, and whether somebody may be missing because the list kept changing. */
export async function everybody(
  caller: Caller,
): Promise<{ users: ListedUser[]; unsettled: boolean }> {
  const byId = new Map<string, ListedUser>()
  let missing = false
  for (let walk: UserWalk | null = FIRST_USERS; walk; ) {
    const stride = await nextUsers(caller, walk)
    for (const user of stride.users) byId.set(user.id, user)
    walk = stride.walk
    missing ||= stride.unsettled
  }
  return { users: [...byId.values()], unsettled: missing }
}
