import { sql } from 'kysely'
import { type Db, many, run } from './db.ts'
import { type Change, change } from './journal.ts'
import * as teams from './teams.ts'

/*
 * Roles, groups and teams of the people in the tables `staged` and `staged_facts` of an import of people. Roles and groups are added to
 * what a person has; a team replaces the one before, from the day of the statement on.
 */

/** Adds the staged people to their roles and groups, which are created where missing. */
export async function addStaged(tx: Db, { entry }: Change): Promise<void> {
  for (const { field, nouns, members, key } of [
    { field: 'roles', nouns: 'roles', members: 'user_roles', key: 'role_id' },
    { field: 'groups', nouns: 'groups', members: 'group_members', key: 'group_id' },
  ]) {
    const stated = sql`
      select distinct s.user_id, v.name
      from staged_facts f
      join staged s on s.line = f.line
      cross join lateral jsonb_array_elements_text(f.fact->${field}) v(name)
      where s.code is null and f.fact ? ${field}
    `
    await run(
      tx,
      sql`
        insert into ${sql.table(nouns)} (name, created_in, changed_in)
        select min(st.name collate "C"), ${entry}, ${entry}
        from (${stated}) st
        where not exists (select from ${sql.table(nouns)} n where lower(n.name) = lower(st.name))
        group by lower(st.name)
        order by 1
      `,
    )
    await run(
      tx,
      sql`
        insert into ${sql.table(members)} (user_id, ${sql.ref(key)}, created_in, changed_in)
        select distinct st.user_id, n.id, ${entry}::bigint, ${entry}::bigint
        from (${stated}) st
        join ${sql.table(nouns)} n on lower(n.name) = lower(st.name)
        on conflict do nothing
      `,
    )
  }
}

/**
 * Puts the staged people into their teams, which are created along their path where missing, and makes leads of those
 * said to lead. `since` is the day of the statement; without one, a first team is undated and a further one begins today.
 */
export async function teamStaged(tx: Db, by: Change, since: string | null): Promise<void> {
  const paths = await many(
    tx,
    sql<{ path: string }>`
      select distinct f.fact->>'team' as path
      from staged_facts f
      join staged s on s.line = f.line
      where s.code is null and f.fact ? 'team'
      order by 1
    `,
  )
  if (paths.length === 0) return
  const ids = await teams.ensure(
    tx,
    by,
    paths.map(({ path }) => path),
  )
  await run(
    tx,
    sql`create temp table staged_teams on commit drop as
    select * from unnest(${[...ids.keys()]}::text[], ${[...ids.values()]}::bigint[]) as t(path, team_id)`,
  )
  await moveStaged(tx, by, since)
  await change(tx, by, {
    table: 'teams',
    keys: ['id'],
    columns: ['lead_id'],
    wanted: sql`
      select distinct on (st.team_id) st.team_id as id, s.user_id as lead_id
      from staged_facts f
      join staged s on s.line = f.line
      join staged_teams st on st.path = f.fact->>'team'
      where s.code is null and (f.fact->>'team_lead')::boolean
      order by st.team_id, s.line
    `,
  })
}

async function moveStaged(tx: Db, by: Change, since: string | null): Promise<void> {
  await run(
    tx,
    sql`
      create temp table moves on commit drop as
      select s.user_id, st.team_id, coalesce(${since}::date, ${by.today}::date) as day
      from staged_facts f
      join staged s on s.line = f.line
      join staged_teams st on st.path = f.fact->>'team'
      where s.code is null and not exists (
        select from team_members m
        where m.user_id = s.user_id and m.team_id = st.team_id and m.valid_to = 'infinity'
          and m.valid_from <= coalesce(${since}::date, 'infinity')
      )
    `,
  )
  await teams.moveInto(tx, by, since)
}
