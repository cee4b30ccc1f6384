import { type RawBuilder, sql } from 'kysely'
import * as admins from './admins.ts'
import * as audit from './audit.ts'
import { type Db, many } from './db.ts'
import * as documents from './documents.ts'
import type { Change } from './journal.ts'
import { WORKSPACE_ADMIN } from './sessions.ts'
import * as settings from './settings.ts'
import * as userRoles from './user-roles.ts'

/** A role that a person gets, or loses, because of the groups of an identity provider. */
export interface Turn {
  user_id: number
  role: string
  given: boolean
}

/** Whose roles are looked at. */
export type Whom = number[] | 'everybody'

/**
 * Lets people have the roles that the setting `group_roles` gives to their groups, those by SCIM and those told at their last
 * sign-in, and lose those that only a group gave and none gives any more; roles from elsewhere stay. Gives what turned. The
 * last Workspace Admin is not lost: that is refused as a `conflict`, or, where `last` says so, the role is left.
 */
export async function settle(
  tx: Db,
  by: Change,
  whom: Whom,
  { last = 'refused' }: { last?: 'refused' | 'left' } = {},
): Promise<Turn[]> {
  const due = await turnsDue(tx, whom)
  const turns = last === 'left' ? await withoutLast(tx, due) : due
  if (turns.length === 0) return []
  const losesAdmin = turns.some((turn) => !turn.given && isAdmin(turn))
  if (losesAdmin) await admins.keepOne(tx, () => turn(tx, by, turns))
  else await turn(tx, by, turns)
  return turns
}

async function withoutLast(tx: Db, turns: Turn[]): Promise<Turn[]> {
  const losing = turns.filter((turn) => !turn.given && isAdmin(turn))
  const ids = losing.map(({ user_id }) => user_id)
  if (losing.length === 0 || (await admins.anyBeside(tx, ids))) return turns
  return turns.filter((turn) => !losing.includes(turn))
}

const isAdmin = ({ role }: Turn) => role.toLowerCase() === WORKSPACE_ADMIN.toLowerCase()

async function turn(tx: Db, by: Change, turns: Turn[]): Promise<void> {
  const ids = [...new Set(turns.map(({ user_id }) => user_id))]
  const entry = await audit.record(tx, {
    actor: 'server',
    action: 'users.roles.followGroups',
    ...(ids.length === 1 && { object: `user:${ids[0]}` }),
    details: {
      cause: by.entry,
      given: byRole(turns.filter(({ given }) => given)),
      taken: byRole(turns.filter(({ given }) => !given)),
    },
  })
  await userRoles.turn(tx, entry, turns)
  await documents.remake(tx, ids, by.today)
}

function byRole(turns: Turn[]): Record<string, number[]> {
  const users = Map.groupBy(turns, ({ role }) => role)
  return Object.fromEntries([...users].map(([role, of]) => [role, of.map((it) => it.user_id)]))
}

/** What is to turn, by person and role. */
async function turnsDue(db: Db, whom: Whom): Promise<Turn[]> {
  const { group_roles } = await settings.read(db)
  const of = (user_id: RawBuilder<unknown>) =>
    whom === 'everybody' ? sql`true` : sql`${user_id} = any (${whom}::bigint[])`
  return many(
    db,
    sql<Turn>`
      with mapping as (
        select * from unnest(
          ${group_roles.map(({ group }) => group.toLowerCase())}::text[], ${group_roles.map(({ role }) => role)}::text[]
        ) m(group_name, role)
      ),
      backed as (
        select p.user_id, m.role
        from mapping m
        join scim_resources g on g.type = 'Group' and g.display_name = m.group_name
        join scim_members sm on sm.group_id = g.id
        join scim_resources p on p.id = sm.member_id and ${of(sql`p.user_id`)}
        where p.user_id is not null
        union
        select o.user_id, m.role
        from oidc_subjects o
        join mapping m on m.group_name = any (o.groups)
        where ${of(sql`o.user_id`)}
        union
        select o.user_id, ${WORKSPACE_ADMIN} from oidc_subjects o where o.administrator and ${of(sql`o.user_id`)}
      )
      select distinct on (b.user_id, lower(b.role)) b.user_id, b.role, true as given
      from backed b
      where not exists (
        select from user_roles ur
        join roles r on r.id = ur.role_id
        where ur.user_id = b.user_id and lower(r.name) = lower(b.role)
      )
      union all
      select ur.user_id, r.name, false
      from user_roles ur
      join roles r on r.id = ur.role_id
      where ur.granted_in is not null and ${of(sql`ur.user_id`)} and not exists (
        select from backed b where b.user_id = ur.user_id and lower(b.role) = lower(r.name)
      )
      order by 1, 2
    `,
  )
}
