import { sql } from 'kysely'
import { AppError } from '../errors.ts'
import { type Db, maybeOne, run } from './db.ts'
import { type Change, change } from './journal.ts'
import { moveInto } from './teams.ts'

/*
 * Teams of an import. All works on the table `staged` of an import of teams.
 */

/**
 * Creates and changes the staged teams. A team is told by its reference id; without one by its name, below the parent that
 * the line names or, where it names none, wherever there is just one of that name.
 */
export async function upsertStaged(tx: Db, by: Change): Promise<void> {
  await run(
    tx,
    sql`
      update staged s set code = 'unknown_user', message = 'Nobody has the address of the lead; import the people first.'
      where s.fact ? 'lead_email' and not exists (
        select from user_keys k where k.kind = 'email' and k.key = lower(s.fact->>'lead_email')
      )
    `,
  )
  await refuseParents(tx)
  await bringBack(tx, by)
  await matchStaged(tx)
  await createStaged(tx, by)
  await changeStaged(tx, by)
  await refuseCircles(tx)
  await run(
    tx,
    sql`
      update staged s
      set created = t.created_in = ${by.entry}, changed = t.created_in <> ${by.entry}
      from staged_teams st
      join teams t on t.id = st.team_id
      where st.line = s.line and t.changed_in = ${by.entry} and s.code is null
    `,
  )
}

/** A team that had ended is there again when it is stated again, told by its reference id. */
async function bringBack(tx: Db, by: Change): Promise<void> {
  await change(tx, by, {
    table: 'teams',
    keys: ['id'],
    columns: ['deleted_at'],
    wanted: sql`
      select distinct t.id, null::timestamptz as deleted_at
      from staged s
      join teams t on t.reference_id = s.fact->>'reference_id' and t.deleted_at is not null
      where s.code is null
    `,
  })
}

/** A refused line is no parent, so this goes on down the tree. */
async function refuseParents(tx: Db): Promise<void> {
  for (let refused = -1; refused !== 0; ) refused = await refuseOrphans(tx)
}

function refuseOrphans(tx: Db): Promise<number> {
  return run(
    tx,
    sql`
      update staged s
      set code = 'unknown_team', message = 'There is no team "' || (s.fact->>'parent') || '" to be the parent; add a line for it.'
      from (
        select s.line, lower(regexp_replace(s.fact->>'parent', '^.* / ', '')) as parent, s.fact->>'parent' as reference
        from staged s
        where s.fact ? 'parent'
      ) p
      where p.line = s.line and s.code is null
        and not exists (
          select from staged o where o.line <> s.line and o.code is null and (lower(o.fact->>'name') = p.parent or o.fact->>'reference_id' = p.reference)
        )
        and not exists (
          select from teams t
          where t.deleted_at is null and (t.reference_id = p.reference or lower(t.name) = p.parent)
            and lower(t.name) <> lower(s.fact->>'name')
        )
    `,
  )
}

/** Teams that stand above one another have no place in a tree. Throws `file_refused`. */
async function refuseCircles(tx: Db): Promise<void> {
  const circle = await maybeOne(
    tx,
    sql<{ name: string }>`
      with recursive above as (
        select st.team_id, t.parent_id from staged_teams st join teams t on t.id = st.team_id
        union
        select a.team_id, t.parent_id from above a join teams t on t.id = a.parent_id
      )
      select t.name from above a join teams t on t.id = a.team_id where a.parent_id = a.team_id limit 1
    `,
  )
  if (circle)
    throw new AppError(
      'file_refused',
      `The team "${circle.name}" would stand above itself; correct the parents in the file.`,
    )
}

const PARENT_NAME = sql`lower(regexp_replace(st.parent, '^.* / ', ''))`

async function matchStaged(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table staged_teams on commit drop as
      with st as (
        select s.line, s.fact->>'name' as name, s.fact->>'reference_id' as reference_id, s.fact->>'parent' as parent
        from staged s
        where s.code is null
      )
      select st.line, st.name, st.reference_id, st.parent, coalesce(
        (select t.id from teams t where t.deleted_at is null and t.reference_id = st.reference_id),
        (
          select case when count(*) = 1 then min(t.id) when st.parent is null then min(t.id) filter (where t.parent_id is null) end
          from teams t
          left join teams p on p.id = t.parent_id
          where t.deleted_at is null and lower(t.name) = lower(st.name)
            and (t.reference_id is null or st.reference_id is null)
            and (st.parent is null or p.reference_id = st.parent or lower(p.name) = ${PARENT_NAME})
        )
      ) as team_id
      from st
    `,
  )
  for (const who of [
    sql`lower(st.reference_id)`,
    sql`st.team_id`,
    sql`case when st.reference_id is null then lower(st.name) || '/' || lower(coalesce(st.parent, '')) end`,
  ])
    await run(
      tx,
      sql`
        update staged s
        set code = 'duplicate', message = 'The same team stands in line ' || t.first || '; this line was left out.'
        from (select st.line, min(st.line) over (partition by ${who}) as first, ${who} as who from staged_teams st) t
        where t.line = s.line and t.line <> t.first and t.who is not null and s.code is null
      `,
    )
  await run(
    tx,
    sql`delete from staged_teams st using staged s where s.line = st.line and s.code is not null`,
  )
}

async function createStaged(tx: Db, { entry }: Change): Promise<void> {
  await run(
    tx,
    sql`
      with making as (
        insert into teams (name, reference_id, changed_at, created_in, changed_in)
        select st.name, st.reference_id, a.at, ${entry}::bigint, ${entry}::bigint
        from staged_teams st
        join audit_log a on a.id = ${entry}
        where st.team_id is null
        order by st.line
        returning id
      )
      update staged_teams st set team_id = m.id
      from (select st.line, row_number() over (order by st.line) as n from staged_teams st where st.team_id is null) l
      join (select m.id, row_number() over (order by m.id) as n from making m) m on m.n = l.n
      where st.line = l.line
    `,
  )
}

async function changeStaged(tx: Db, by: Change): Promise<void> {
  await change(tx, by, {
    table: 'teams',
    keys: ['id'],
    columns: ['name', 'reference_id', 'parent_id', 'lead_id'],
    wanted: sql`
      select t.id, st.name, coalesce(st.reference_id, t.reference_id) as reference_id,
        coalesce(p.id, t.parent_id) as parent_id, coalesce(k.user_id, t.lead_id) as lead_id
      from staged_teams st
      join staged s on s.line = st.line
      join teams t on t.id = st.team_id
      left join user_keys k on k.kind = 'email' and k.key = lower(s.fact->>'lead_email')
      left join lateral (
        with recursive below as (
          select t.id
          union
          select c.id from teams c join below b on c.parent_id = b.id
        )
        select p.id from teams p
        where p.deleted_at is null and p.id not in (select b.id from below b)
          and (p.reference_id = st.parent or lower(p.name) = ${PARENT_NAME})
        order by p.reference_id is distinct from st.parent, p.id
        limit 1
      ) p on st.parent is not null
    `,
  })
}

/** Puts the people whom staged teams name into them. */
export async function joinStaged(tx: Db, by: Change, since: string | null): Promise<void> {
  await run(
    tx,
    sql`
      create temp table moves on commit drop as
      select distinct on (k.user_id) k.user_id, st.team_id, coalesce(${since}::date, ${by.today}::date) as day
      from staged_teams st
      join staged s on s.line = st.line
      cross join lateral jsonb_array_elements_text(s.fact->'members') m(email)
      join user_keys k on k.kind = 'email' and k.key = lower(m.email)
      where s.fact ? 'members' and not exists (
        select from team_members tm
        where tm.user_id = k.user_id and tm.team_id = st.team_id and tm.valid_to = 'infinity'
      )
      order by k.user_id, st.line
    `,
  )
  await moveInto(tx, by, since)
}
