import { type RawBuilder, sql } from 'kysely'
import * as audit from './audit.ts'
import { type Db, many } from './db.ts'
import { type Change, change } from './journal.ts'

/*
 * What ends with the whole listing of a source: what the source itself gave and has not told in it (`source_told`). What
 * somebody or something else gave stays, also where the source had told the same.
 */

interface Source {
  id: number
  key: string
}

/** Ends the values of these attributes, whose names are in lower case, from today on. */
export async function endValues(
  tx: Db,
  by: Change,
  source: Source,
  attributes: string[],
): Promise<void> {
  await change(tx, by, {
    table: 'user_attributes',
    keys: ['user_id', 'id'],
    columns: ['valid_to'],
    wanted: sql`
      select ua.user_id, ua.id, greatest(ua.valid_from, ${by.today}::date) as valid_to
      from user_attributes ua
      join attributes a on a.id = ua.attribute_id
      where ua.source = ${source.key} and ua.valid_to = 'infinity' and lower(a.name) = any (${attributes}::text[])
        and ${untold(source, 'user_attributes', sql`ua.id`)}
    `,
  })
}

/**
 * Lets people leave groups, and gives their ids. Such a membership has no days: it goes, and the audit log keeps who was in
 * which group.
 */
export async function leaveGroups(tx: Db, by: Change, source: Source): Promise<number[]> {
  const gone = await many(
    tx,
    sql<{ group_id: number; user_id: number }>`
      delete from group_members gm
      where ${untold(source, 'group_members', sql`gm.id`)} and ${givenBy(source, sql`gm.created_in`)}
      returning gm.group_id, gm.user_id
    `,
  )
  if (gone.length > 0)
    await audit.record(tx, {
      actor: `source:${source.id}`,
      action: 'sources.leaveGroups',
      details: { cause: by.entry, members: gone },
    })
  return gone.map(({ user_id }) => user_id)
}

/**
 * Ends memberships of teams from today on, then teams; one stays in which somebody is, or below which others have put a team.
 * What was below a team that ends moves up.
 */
export async function endTeams(tx: Db, by: Change, source: Source): Promise<void> {
  await change(tx, by, {
    table: 'team_members',
    keys: ['user_id', 'id'],
    columns: ['valid_to'],
    wanted: sql`
      select m.user_id, m.id, greatest(m.valid_from, ${by.today}::date) as valid_to
      from team_members m
      where m.valid_to = 'infinity' and ${untold(source, 'team_members', sql`m.id`)}
        and ${givenBy(source, sql`m.created_in`)}
    `,
  })
  await change(tx, by, {
    table: 'teams',
    keys: ['id'],
    columns: ['deleted_at'],
    wanted: sql`
      select t.id, a.at as deleted_at
      from teams t
      join audit_log a on a.id = ${by.entry}
      where t.deleted_at is null and ${untold(source, 'teams', sql`t.id`)} and ${givenBy(source, sql`t.created_in`)}
        and not exists (select from team_members m where m.team_id = t.id and m.valid_to = 'infinity')
        and not exists (
          select from teams c
          where c.parent_id = t.id and c.deleted_at is null and not ${givenBy(source, sql`c.created_in`)}
        )
    `,
  })
  await moveUp(tx, by)
}

async function moveUp(tx: Db, by: Change): Promise<void> {
  await change(tx, by, {
    table: 'teams',
    keys: ['id'],
    columns: ['parent_id'],
    wanted: sql`
      with recursive climbing as (
        select c.id, c.parent_id from teams c where c.deleted_at is null
        union all
        select c.id, p.parent_id
        from climbing c
        join teams p on p.id = c.parent_id
        where p.deleted_at is not null
      )
      select c.id, c.parent_id
      from climbing c
      left join teams p on p.id = c.parent_id
      where p.deleted_at is null
    `,
  })
}

/** Whether the listing has not told this row; false for all rows where something could not be used. */
function untold({ id }: Source, table: string, row_id: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`not exists (
    select from source_told st
    where st.source_id = ${id} and st.table_name = ${table} and st.row_id in (${row_id}, 0)
  )`
}

/** Whether the act that made a row was the source's, or that of a removed one whose key it bears. */
function givenBy({ key }: Source, entry: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`exists (
    select from audit_log l
    join sources s on l.actor = 'source:' || s.id
    where l.id = ${entry} and s.key in (${key}, ${key} || ' (removed ' || s.id || ')')
  )`
}
