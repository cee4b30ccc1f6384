import type { Db } from '../store/db.ts'
import * as teams from '../store/teams.ts'
import * as users from '../store/users.ts'

/** The lead of a team, if there is one, and the people in it on a day. */
export async function peopleOf(
  db: Db,
  { id, lead_id }: { id: number; lead_id: number | null },
  day: string,
) {
  const lead = lead_id === null ? null : ((await users.info(db, lead_id)) ?? null)
  return { lead, contributors: await teams.members(db, id, day) }
}
