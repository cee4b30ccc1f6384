import { type RawBuilder, sql } from 'kysely'
import type { ImportPreview, PersonChange, Refusal } from '../model/index.ts'
import { type Db, many, one } from './db.ts'
import type { Change } from './journal.ts'

const EXAMPLES = 50

/** What an act has written so far, by name; taken before it is committed or rolled back. */
export async function effects(
  tx: Db,
  { entry, import_id }: Change,
): Promise<Pick<ImportPreview, 'effects' | 'values' | 'changes'>> {
  const counted = await Promise.all(
    Object.entries(counts(entry, import_id)).map(async ([what, query]) => ({
      what,
      count: (await one(tx, sql<{ n: number }>`select count(*) as n ${query}`)).n,
    })),
  )
  return {
    effects: counted.filter(({ count }) => count > 0),
    values: await values(tx, entry),
    changes: [...(await propertyChanges(tx, import_id)), ...(await valueChanges(tx, entry))].slice(
      0,
      EXAMPLES,
    ),
  }
}

function counts(entry: number, import_id: number | null): Record<string, RawBuilder<unknown>> {
  const created = (table: string) => sql`from ${sql.table(table)} t where t.created_in = ${entry}`
  const changed = (table: string) =>
    sql`from ${sql.table(table)} t where t.changed_in = ${entry} and t.created_in <> ${entry}`
  return {
    'people created': created('users'),
    'people changed': changed('users'),
    'attributes created': created('attributes'),
    'values set': sql`from user_attributes t where t.created_in = ${entry} and t.valid_to = 'infinity'`,
    'values ended': changed('user_attributes'),
    'teams created': created('teams'),
    'teams changed': changed('teams'),
    'people moved to a team': created('team_members'),
    'groups created': created('groups'),
    'roles created': created('roles'),
    'accounts created': created('accounts'),
    'accounts linked to a person': sql`from accounts t
      where t.changed_in = ${entry} and t.user_id is not null and (
        t.created_in = ${entry} or exists (
          select from import_changes c
          where c.import_id = ${import_id} and c.table_name = 'accounts'
            and (c.before->>'id')::bigint = t.id and c.before->>'user_id' is null
        )
      )`,
    'pull requests created': created('pull_requests'),
    'pull requests changed': changed('pull_requests'),
    'reviews created': created('reviews'),
    'days of use created': created('tool_days'),
    'days of use changed': changed('tool_days'),
    'absences created': created('absences'),
    'absences changed': changed('absences'),
    'busy times created': created('calendar_busy'),
    'survey items created': created('survey_items'),
    'survey items changed': changed('survey_items'),
    'survey answers created': created('survey_answers'),
    'survey answers changed': changed('survey_answers'),
    'survey comments created': created('survey_comments'),
    'services created': created('services'),
    'services given to a team': created('service_owners'),
    'deployments created': created('deployments'),
    'deployments changed': changed('deployments'),
    'pipeline runs created': created('pipeline_runs'),
    'pipeline runs changed': changed('pipeline_runs'),
    'incidents created': created('incidents'),
    'incidents changed': changed('incidents'),
    'numbers created': created('custom_facts'),
    'numbers changed': changed('custom_facts'),
  }
}

function values(tx: Db, entry: number): Promise<ImportPreview['values']> {
  return many(
    tx,
    sql`
      select a.name as attribute, v.value, v.users
      from (
        select ua.attribute_id, ua.value, count(*) as users
        from user_attributes ua
        where ua.created_in = ${entry} and ua.valid_to = 'infinity'
        group by ua.attribute_id, ua.value
      ) v
      join attributes a on a.id = v.attribute_id
      order by a.position, v.users desc, v.value collate "C"
      limit 200
    `,
  )
}

function propertyChanges(tx: Db, import_id: number | null): Promise<PersonChange[]> {
  return many(
    tx,
    sql`
      select u.email as user, b.key as what, b.value as before, n.value as after, null as since
      from import_changes c
      join users u on u.id = (c.before->>'id')::bigint
      cross join lateral jsonb_each_text(c.before) b
      cross join lateral jsonb_each_text(to_jsonb(u)) n
      where c.import_id = ${import_id} and c.table_name = 'users'
        and n.key = b.key and n.value is distinct from b.value and b.key <> 'changed_in'
      order by c.id, b.key
      limit ${EXAMPLES}
    `,
  )
}

function valueChanges(tx: Db, entry: number): Promise<PersonChange[]> {
  return many(
    tx,
    sql`
      with ended as materialized (
        select ua.user_id, ua.attribute_id, ua.value
        from user_attributes ua
        where ua.changed_in = ${entry} and ua.created_in <> ${entry}
      )
      select u.email as user, a.name as what, b.value as before, n.value as after, nullif(n.valid_from, '-infinity') as since
      from ended b
      join user_attributes n on n.user_id = b.user_id and n.attribute_id = b.attribute_id and n.value <> b.value
      join users u on u.id = n.user_id and u.created_in <> ${entry}
      join attributes a on a.id = n.attribute_id
      where n.created_in = ${entry} and n.valid_to = 'infinity'
      order by n.id
      limit ${EXAMPLES}
    `,
  )
}

/** The refused lines of an import by reason, each with its first ten. */
export function refusals(tx: Db, import_id: number): Promise<Refusal[]> {
  return many(
    tx,
    sql`
      select r.code, count(*) as lines,
        coalesce(
          json_agg(json_build_object('line', r.line, 'message', r.message, 'raw', r.raw) order by r.line)
            filter (where r.n <= 10), '[]'
        ) as first
      from (
        select r.line, r.code, r.message, r.raw, row_number() over (partition by r.code order by r.line) as n
        from import_rows r
        where r.import_id = ${import_id} and r.outcome = 'refused'
      ) r
      group by r.code
      order by lines desc, r.code
    `,
  )
}
