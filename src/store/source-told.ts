import { type RawBuilder, sql } from 'kysely'
import { type Db, run } from './db.ts'

/*
 * What a source that lists all it has has told since its listing began, by the rows that say the same, whoever wrote them. All
 * but `begin` works on the table `given` (line, fact), and on what writing these facts has left behind.
 */

/** Forgets what was told so far. */
export async function begin(tx: Db, source_id: number): Promise<void> {
  await run(tx, sql`delete from source_told t where t.source_id = ${source_id}`)
}

/** Notes the values and the groups of the people that are given. */
export async function notePeople(tx: Db, source_id: number): Promise<void> {
  await note(
    tx,
    source_id,
    sql`
      with who as materialized (${WHO})
      select 'user_attributes', ua.id
      from who w
      cross join lateral jsonb_each(w.fact->'attributes') v(name, "values")
      cross join lateral jsonb_array_elements_text(v."values") e(value)
      join attributes a on lower(a.name) = lower(v.name)
      join user_attributes ua on ua.user_id = w.user_id and ua.attribute_id = a.id and ua.valid_to = 'infinity'
        and ua.value = case a.kind when 'boolean' then lower(e.value) else e.value end
      union
      select 'group_members', gm.id
      from who w
      cross join lateral jsonb_array_elements_text(w.fact->'groups') e(name)
      join groups g on lower(g.name) = lower(e.name)
      join group_members gm on gm.group_id = g.id and gm.user_id = w.user_id
    `,
  )
}

/** The people of the facts, those of lines that were refused as well. */
const WHO = sql`
  select g.fact, coalesce(s.user_id, k.user_id) as user_id
  from given g
  left join staged s on s.line = g.line
  left join user_keys k on k.kind = 'email' and k.key = lower(g.fact->>'email')
`

/**
 * Notes the teams that are given and the people in them: all of them where the fact does not speak of people. A team that was
 * refused may be any, so nothing follows then from what is not told.
 */
export async function noteTeams(tx: Db, source_id: number): Promise<void> {
  await note(
    tx,
    source_id,
    sql`
      select 'teams', st.team_id from staged_teams st
      union
      select 'team_members', m.id
      from staged_teams st
      join given g on g.line = st.line
      join team_members m on m.team_id = st.team_id and m.valid_to = 'infinity'
      where not g.fact ? 'members' or m.user_id in (
        select k.user_id
        from jsonb_array_elements_text(g.fact->'members') e(email)
        join user_keys k on k.kind = 'email' and k.key = lower(e.email)
      )
      union
      select t.name, 0
      from (values ('teams'), ('team_members')) t(name)
      where exists (select from staged s where s.code is not null)
    `,
  )
}

async function note(tx: Db, source_id: number, rows: RawBuilder<unknown>): Promise<void> {
  await run(
    tx,
    sql`
      insert into source_told (source_id, table_name, row_id)
      select ${source_id}::bigint, n.table_name, n.row_id
      from (${rows}) n(table_name, row_id)
      on conflict do nothing
    `,
  )
}
