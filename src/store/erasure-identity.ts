import { sql } from 'kysely'
import { type Db, maybeOne } from './db.ts'
import { externalKind, type Identifier } from './tombstones-facts.ts'

/** All that somebody is known by, from wherever it is kept. */
export interface Identity {
  id: number
  /** In lower case. */
  emails: string[]
  /** In lower case, each once, whatever the source. */
  usernames: string[]
  names: string[]
  /** What tombstones are made of. */
  identifiers: Identifier[]
}

interface Row {
  emails: string[]
  names: string[]
  at: Identifier[]
}

/** All that a user is known by; undefined when there is no such user. Users merged into them count. */
export async function identityOf(db: Db, id: number): Promise<Identity | undefined> {
  const row = await maybeOne(
    db,
    sql<Row>`
      with known as (
        select u.id, u.email, u.aliases, u.name, u.sso_email, u.github_username, u.additional_github_username,
          u.gitlab_username, u.coder_username
        from users u
        where u.id = ${id}
        union all
        select f.* from merges m
        join merge_changes c on c.merge_id = m.id and c.table_name = 'users'
        cross join lateral jsonb_to_record(coalesce(c.before, c.after)) as f(
          id bigint, email text, aliases text[], name text, sso_email text, github_username text,
          additional_github_username text, gitlab_username text, coder_username text
        )
        where ${id} in (m.into_id, m.from_id)
      ),
      accounts_of as (
        select a.* from accounts a
        where a.user_id = ${id} or (a.user_id is null and lower(a.email) in (
          select k.key from user_keys k where k.kind = 'email' and k.user_id = ${id}
        ))
      ),
      addresses(email) as (
        select k.email from known k union all select k.sso_email from known k
        union all select unnest(k.aliases) from known k
        union all select a.email from accounts_of a
        union all select unnest(r.emails || r.former || r.user_name) from scim_resources r where r.user_id = ${id}
        union all select m.from_email from merges m where ${id} in (m.into_id, m.from_id)
      ),
      called(kind, value) as (
        select 'github', k.github_username from known k
        union all select 'github', k.additional_github_username from known k
        union all select 'gitlab', k.gitlab_username from known k
        union all select 'coder', k.coder_username from known k
        union all select a.source, a.username from accounts_of a
        union all select a.source || ${externalKind('')}, a.external_id from accounts_of a
        union all select ${externalKind('scim')}, r.external_id from scim_resources r where r.user_id = ${id}
        union all select 'scim', r.user_name from scim_resources r where r.user_id = ${id}
        union all select ${externalKind('oidc')} || ':' || o.issuer, o.subject from oidc_subjects o where o.user_id = ${id}
      )
      select
        (select coalesce(array_agg(distinct lower(e.email)), '{}') from addresses e where e.email like '%_@_%') as emails,
        (
          select coalesce(array_agg(distinct n.name), '{}')
          from (select k.name from known k union all select a.name from accounts_of a
            union all select m.from_name from merges m where ${id} in (m.into_id, m.from_id)) n
          where n.name <> ''
        ) as names,
        (
          select coalesce(jsonb_agg(distinct jsonb_build_object('kind', c.kind, 'value', c.value)), '[]')
          from called c where c.value <> ''
        ) as at
      where exists (select from users u where u.id = ${id})
    `,
  )
  if (!row) return undefined
  const usernames = row.at.filter(({ kind }) => !kind.includes('#id')).map(({ value }) => value)
  return {
    id,
    emails: row.emails,
    usernames: [...new Set(usernames.map((it) => it.toLowerCase()))],
    names: row.names,
    identifiers: [...row.emails.map((value) => ({ kind: 'email', value })), ...row.at],
  }
}
