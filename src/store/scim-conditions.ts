import { type RawBuilder, sql } from 'kysely'

/** What narrows a list of resources, as far as the database finds it by itself. */
export type Condition =
  | { op: 'everything' }
  | { op: 'and' | 'or'; all: Condition[] }
  | { op: 'is'; column: keyof typeof COLUMNS; value: string }
  | { op: 'active'; value: boolean }
  | { op: 'address' | 'member' | 'group'; value: string }

/** Columns that are compared as they are. */
const COLUMNS = {
  id: sql`r.id::text`,
  external_id: sql`r.external_id`,
  user_name: sql`r.user_name`,
  display_name: sql`r.display_name`,
} as const

/** A condition on the resources `r` as SQL. */
export function where(condition: Condition): RawBuilder<unknown> {
  switch (condition.op) {
    case 'everything':
      return sql`true`
    case 'and':
    case 'or':
      return sql`(${sql.join(condition.all.map(where), condition.op === 'and' ? sql` and ` : sql` or `)})`
    case 'is':
      return sql`${COLUMNS[condition.column]} = ${condition.value}`
    case 'active':
      return sql`r.active = ${condition.value}`
    case 'address':
      return sql`r.emails @> array[${condition.value}]::text[]`
    case 'member':
      return sql`exists (
        select from scim_members m where m.group_id = r.id and m.member_id::text = ${condition.value}
      )`
    case 'group':
      return sql`exists (
        select from scim_members m where m.member_id = r.id and m.group_id::text = ${condition.value}
      )`
  }
}
