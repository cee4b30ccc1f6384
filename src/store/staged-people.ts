import { type RawBuilder, sql } from 'kysely'
import { type Db, run } from './db.ts'
import { type Change, change } from './journal.ts'

/*
 * People of an import. All works on the tables `staged` (line, key, which is the address in lower case, user_id, created,
 * changed, code, message) and `staged_facts` (line, fact) of an import of people.
 */

/** Refuses every line but the first with the same address, whatever becomes of the first. */
export async function dedupeStaged(tx: Db): Promise<void> {
  await dedupeBy(tx, sql`s.key`)
}

async function dedupeBy(tx: Db, who: RawBuilder<unknown>): Promise<void> {
  await run(
    tx,
    sql`
      update staged s
      set code = 'duplicate', message = 'The same person stands in line ' || d.first || '; this line was left out.'
      from (select ${who} as who, min(s.line) as first from staged s group by 1 having count(*) > 1) d
      where ${who} = d.who and s.line <> d.first
    `,
  )
}

/** Finds the user of each staged line by its address, else by an address that the line declares as an alias. */
export async function matchStaged(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      update staged s set user_id = k.user_id
      from user_keys k
      where k.kind = 'email' and k.key = s.key and s.code is null
    `,
  )
  await run(
    tx,
    sql`
      with found as (
        select s.line, array_agg(distinct k.user_id) as users
        from staged_facts f
        join staged s on s.line = f.line
        cross join lateral jsonb_array_elements_text(f.fact->'aliases') a
        join user_keys k on k.kind = 'email' and k.key = lower(a)
        where s.code is null and f.fact ? 'aliases'
        group by s.line
      )
      update staged s
      set user_id = coalesce(s.user_id, f.users[1]),
        code = case when f.users <> array[coalesce(s.user_id, f.users[1])] then 'ambiguous' end,
        message = case when f.users <> array[coalesce(s.user_id, f.users[1])]
          then 'The addresses of this line belong to several people; correct the line, or merge them first.' end
      from found f
      where f.line = s.line
    `,
  )
}

/** Refuses the lines whose user another line has already, and those with a username that is somebody else's. */
export async function refuseStaged(tx: Db): Promise<void> {
  await dedupeBy(tx, sql`s.user_id`)
  await run(
    tx,
    sql`
      with aliases as materialized (
        select f.line, lower(a.alias) as key
        from staged_facts f
        cross join lateral jsonb_array_elements_text(f.fact->'aliases') a(alias)
        where f.fact ? 'aliases'
      ),
      names as (
        select f.line, n.kind, lower(n.key) as key
        from staged_facts f
        cross join lateral (
          values
            ('github', f.fact->>'github_username'), ('github', f.fact->>'additional_github_username'),
            ('gitlab', f.fact->>'gitlab_username'), ('coder', f.fact->>'coder_username')
        ) n(kind, key)
        where n.key is not null
          and f.fact ?| array['github_username', 'additional_github_username', 'gitlab_username', 'coder_username']
        union all
        select a.line, 'email', a.key from aliases a
        union all
        select s.line, 'email', s.key from staged s where s.key in (select a.key from aliases a)
      ),
      named as materialized (
        select s.line, s.user_id, s.code, coalesce(s.user_id::text, s.key) as who, n.kind, n.key
        from names n
        join staged s on s.line = n.line
      ),
      disputed as (
        select n.kind, n.key from named n group by n.kind, n.key having min(n.who) <> max(n.who)
      ),
      taken as (
        select n.line, n.key
        from named n
        join user_keys k on k.kind = n.kind and k.key = n.key
        where n.code is null and k.user_id is distinct from n.user_id
        union all
        -- also of a line that is refused itself: what becomes of a line must not hang on whether it was read before
        select n.line, n.key
        from (
          select n.*, first_value(n.who) over (partition by n.kind, n.key order by n.line) as first
          from named n
          join disputed d on d.kind = n.kind and d.key = n.key
        ) n
        where n.code is null and n.who <> n.first
      )
      update staged s
      set code = 'username_taken',
        message = 'The username or address ' || t.key || ' belongs to somebody else; correct one of the two.'
      from (select t.line, min(t.key) as key from taken t group by t.line) t
      where t.line = s.line
    `,
  )
}

/** Creates the users of the staged lines that match nobody, in the order of the lines. */
export async function createStaged(tx: Db, { entry, today }: Change): Promise<void> {
  await run(
    tx,
    sql`
      update staged s
      set user_id = nextval((select pg_get_serial_sequence('users', 'id')::regclass)), created = true
      where s.code is null and s.user_id is null
    `,
  )
  await run(
    tx,
    sql`
      insert into users (
        id, email, name, aliases, start_date, end_date, time_zone, github_username, additional_github_username,
        gitlab_username, coder_username, writes_code, deleted_at, created_in, changed_in
      ) overriding system value
      select s.user_id, f.email, coalesce(nullif(f.name, ''), split_part(f.email, '@', 1)),
        case when f.aliases is null then '{}' else (
          select coalesce(array_agg(distinct a order by a), '{}') from unnest(f.aliases) a where lower(a) <> s.key
        ) end,
        f.start_date, f.end_date, f.time_zone, f.github_username, f.additional_github_username, f.gitlab_username,
        f.coder_username, f.writes_code,
        case when f.deactivated then coalesce(f.end_date, ${today}::date)::timestamptz end, ${entry}, ${entry}
      from staged s
      join staged_facts sf on sf.line = s.line
      cross join lateral ${FACT}
      where s.created
      order by s.user_id
    `,
  )
}

/** Sets what the staged lines state of users that were there; what a line does not state stays. */
export async function changeStaged(tx: Db, by: Change): Promise<void> {
  await change(tx, by, {
    table: 'users',
    keys: ['id'],
    columns: [
      'name',
      'aliases',
      'start_date',
      'end_date',
      'time_zone',
      'github_username',
      'additional_github_username',
      'gitlab_username',
      'coder_username',
      'writes_code',
      'deleted_at',
    ],
    wanted: sql`
      select u.id, coalesce(nullif(f.name, ''), u.name) as name,
        (
          select coalesce(array_agg(distinct a order by a), '{}')
          from (select unnest(u.aliases) as a union select unnest(f.aliases) union select f.email) a
          where lower(a) <> lower(u.email)
        ) as aliases,
        coalesce(f.start_date, u.start_date) as start_date,
        coalesce(f.end_date, u.end_date) as end_date,
        coalesce(f.time_zone, u.time_zone) as time_zone,
        coalesce(f.github_username, u.github_username) as github_username,
        coalesce(f.additional_github_username, u.additional_github_username) as additional_github_username,
        coalesce(f.gitlab_username, u.gitlab_username) as gitlab_username,
        coalesce(f.coder_username, u.coder_username) as coder_username,
        coalesce(f.writes_code, u.writes_code) as writes_code,
        case
          when f.deactivated then coalesce(u.deleted_at, coalesce(f.end_date, ${by.today}::date)::timestamptz)
          when not f.deactivated then null
          else u.deleted_at
        end as deleted_at
      from staged s
      join users u on u.id = s.user_id
      join staged_facts sf on sf.line = s.line
      cross join lateral ${FACT}
      where s.code is null and not s.created
    `,
  })
}

/** Marks the staged lines whose user the act has changed: the person, a value, a team, a role or a group. */
export async function markStaged(tx: Db, entry: number): Promise<void> {
  await run(
    tx,
    sql`
      update staged s set changed = true
      where s.code is null and not s.created and (
        exists (select from users u where u.id = s.user_id and u.changed_in = ${entry})
        or exists (select from user_attributes a where a.user_id = s.user_id and a.changed_in = ${entry})
        or exists (select from team_members m where m.user_id = s.user_id and m.changed_in = ${entry})
        or exists (select from teams t where t.lead_id = s.user_id and t.changed_in = ${entry} and t.created_in <> ${entry})
        or exists (select from user_roles r where r.user_id = s.user_id and r.changed_in = ${entry})
        or exists (select from group_members g where g.user_id = s.user_id and g.changed_in = ${entry})
      )
    `,
  )
}

/** A person's fact `sf.fact` with the types of its columns; reading it field by field is faster than as a record. */
const FACT = sql`(
  select sf.fact->>'email' as email, sf.fact->>'name' as name,
    case when sf.fact ? 'aliases' then array(select jsonb_array_elements_text(sf.fact->'aliases')) end as aliases,
    (sf.fact->>'start_date')::date as start_date, (sf.fact->>'end_date')::date as end_date,
    sf.fact->>'time_zone' as time_zone, sf.fact->>'github_username' as github_username,
    sf.fact->>'additional_github_username' as additional_github_username,
    sf.fact->>'gitlab_username' as gitlab_username, sf.fact->>'coder_username' as coder_username,
    (sf.fact->>'writes_code')::boolean as writes_code, (sf.fact->>'deactivated')::boolean as deactivated
) f`
