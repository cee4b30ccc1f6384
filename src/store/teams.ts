import { sql } from 'kysely'
import { AppError } from '../errors.ts'
import { type Db, many, maybeOne, run } from './db.ts'
import { type Change, change } from './journal.ts'

export interface TeamRow {
  id: number
  name: string
  parent_id: number | null
  lead_id: number | null
  reference_id: string | null
  changed_at: string
  /** Ids from the top of the tree to the team itself. */
  ancestors: number[]
  parent: boolean
  contributors: number
}

/** All teams that are not gone, with their place in the tree and the number of people in them on a day. */
export function list(db: Db, day: string): Promise<TeamRow[]> {
  return many(
    db,
    sql<TeamRow>`
      with recursive tree as (
        select t.id, array[t.id] as ancestors from teams t where t.parent_id is null and t.deleted_at is null
        union all
        select t.id, p.ancestors || t.id from teams t join tree p on t.parent_id = p.id where t.deleted_at is null
      )
      select t.id, t.name, t.parent_id, t.lead_id, t.reference_id, t.changed_at, to_json(tree.ancestors) as ancestors,
        exists (select from teams c where c.parent_id = t.id and c.deleted_at is null) as parent,
        (
          select count(*) from team_members m
          join users u on u.id = m.user_id and u.deleted_at is null
          where m.team_id = t.id and m.valid_from <= ${day}::date and m.valid_to > ${day}::date
        ) as contributors
      from tree
      join teams t on t.id = tree.id
      order by t.id
    `,
  )
}

/** The people in a team on a day, by name. */
export function members(
  db: Db,
  team_id: number,
  day: string,
): Promise<{ id: number; name: string; email: string }[]> {
  return many(
    db,
    sql`
      select u.id, u.name, u.email
      from team_members m
      join users u on u.id = m.user_id
      where m.team_id = ${team_id} and m.valid_from <= ${day}::date and m.valid_to > ${day}::date
        and u.deleted_at is null
      order by u.name collate "C", u.id
    `,
  )
}

/** The team of a name, a path or a reference id. Throws `team_not_found`, also when several teams have the name. */
export async function find(db: Db, text: string): Promise<{ id: number; name: string }> {
  const names = text.split(' / ').map((name) => name.trim().toLowerCase())
  const found = await many(
    db,
    sql<{ id: number; name: string }>`
      with recursive named as (
        select t.id, t.name, t.parent_id, 1 as depth from teams t
        where t.deleted_at is null and lower(t.name) = ${names.at(-1) ?? ''}
      )
      select n.id, n.name
      from named n
      left join teams p on p.id = n.parent_id
      where ${names.length === 1} or lower(p.name) = ${names.at(-2) ?? ''}
      union
      select t.id, t.name from teams t where t.deleted_at is null and t.reference_id = ${text}
    `,
  )
  if (found.length > 1)
    throw new AppError(
      'team_not_found',
      `Several teams are called "${text}"; give the path from the top, as "Division / Team".`,
    )
  if (!found[0]) throw new AppError('team_not_found', `There is no team "${text}".`)
  return found[0]
}

/** One team by id, if it is not gone. */
export function info(
  db: Db,
  id: number,
): Promise<
  { id: number; name: string; lead_id: number | null; reference_id: string | null } | undefined
> {
  return maybeOne(
    db,
    sql`select t.id, t.name, t.lead_id, t.reference_id from teams t where t.id = ${id} and t.deleted_at is null`,
  )
}

/** The team of a customer's own id. */
export function byReference(db: Db, reference_id: string) {
  return maybeOne(
    db,
    sql<{ id: number; name: string; lead_id: number | null; reference_id: string | null }>`
      select t.id, t.name, t.lead_id, t.reference_id from teams t
      where t.reference_id = ${reference_id} and t.deleted_at is null
    `,
  )
}

/**
 * The ids of teams by path ("Engineering / Platform / Build"), created along the way where missing. A single name means
 * the one team of that name wherever it stands, else a team at the top.
 */
export async function ensure(
  tx: Db,
  { entry }: Change,
  paths: string[],
): Promise<Map<string, number>> {
  const teams = await many(
    tx,
    sql<{ id: number; name: string; parent_id: number | null }>`
      select t.id, t.name, t.parent_id from teams t where t.deleted_at is null
    `,
  )
  const known = new Map(teams.map((t) => [keyOf(t.parent_id, t.name), t.id]))
  const byName = new Map<string, number[]>()
  for (const t of teams)
    byName.set(t.name.toLowerCase(), [...(byName.get(t.name.toLowerCase()) ?? []), t.id])
  const create = async (parent: number | null, name: string) => {
    const [row] = await many(
      tx,
      sql<{ id: number }>`
        insert into teams (name, parent_id, changed_at, created_in, changed_in)
        select ${name}, ${parent}::bigint, a.at, ${entry}::bigint, ${entry}::bigint from audit_log a where a.id = ${entry}
        returning id
      `,
    )
    known.set(keyOf(parent, name), row?.id ?? 0)
    return row?.id ?? 0
  }
  const ids = new Map<string, number>()
  for (const path of paths) {
    const names = path
      .split(' / ')
      .map((name) => name.trim())
      .filter((name) => name !== '')
    const alone = names.length === 1 ? byName.get(names[0]?.toLowerCase() ?? '') : undefined
    let at: number | null = null
    if (alone?.length === 1) at = alone[0] ?? null
    else for (const name of names) at = known.get(keyOf(at, name)) ?? (await create(at, name))
    if (at !== null) ids.set(path, at)
  }
  return ids
}

const keyOf = (parent: number | null, name: string) => `${parent ?? 0}/${name.toLowerCase()}`

/** Moves the users of the table `moves` (user_id, team_id, day): the team before ends on that day. */
export async function moveInto(tx: Db, by: Change, since: string | null): Promise<void> {
  await change(tx, by, {
    table: 'team_members',
    keys: ['id'],
    columns: ['valid_from', 'valid_to'],
    wanted: sql`
      select m.id, m.valid_from, greatest(m.valid_from, w.day) as valid_to
      from moves w
      join team_members m on m.user_id = w.user_id and m.valid_to > w.day
    `,
  })
  await run(
    tx,
    sql`
      insert into team_members (user_id, team_id, valid_from, created_in, changed_in)
      select w.user_id, w.team_id,
        case when ${since}::date is null and not exists (select from team_members m where m.user_id = w.user_id)
          then '-infinity' else w.day end,
        ${by.entry}::bigint, ${by.entry}::bigint
      from moves w
    `,
  )
}
