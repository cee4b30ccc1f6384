import { sql } from 'kysely'
import { keyOf } from './accounts.ts'
import { type Db, run } from './db.ts'
import type { Change } from './journal.ts'

/**
 * Makes groups of the staged teams whose people a source knows by account, such as the teams at GitHub: a person may be in
 * many, so they are no teams here. A group that the source has brought gets exactly the people that it names, as far as
 * their accounts are linked; one that was there before only gains. Whoever leaves a group stays listed until the next
 * refresh of their document.
 */
export async function mirrorStaged(tx: Db, { entry, source }: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into groups (name, source, created_in, changed_in)
      select distinct on (lower(s.fact->>'name')) s.fact->>'name', ${source}, ${entry}::bigint, ${entry}::bigint
      from staged s
      where not exists (select from groups g where lower(g.name) = lower(s.fact->>'name'))
      order by lower(s.fact->>'name'), s.line
    `,
  )
  await run(
    tx,
    sql`
      create temp table mirrored on commit drop as
      select distinct g.id as group_id, g.source = ${source} as ours, a.user_id
      from staged s
      join groups g on lower(g.name) = lower(s.fact->>'name')
      left join lateral jsonb_array_elements(s.fact->'member_accounts') m(ref) on true
      left join staged_accounts sa on sa.key = ${keyOf(sql`m.ref`)}
      left join accounts a on a.id = sa.account_id and not a.bot
    `,
  )
  await run(
    tx,
    sql`
      insert into group_members (group_id, user_id, created_in, changed_in)
      select m.group_id, m.user_id, ${entry}::bigint, ${entry}::bigint from mirrored m where m.user_id is not null
      on conflict do nothing
    `,
  )
  await run(
    tx,
    sql`
      delete from group_members gm
      using (select distinct m.group_id from mirrored m where m.ours) o
      where gm.group_id = o.group_id and not exists (
        select from mirrored m where m.group_id = gm.group_id and m.user_id = gm.user_id
      )
    `,
  )
}
