import { type RawBuilder, sql } from 'kysely'
import type { ReportScope } from '../model/index.ts'
import { type Db, many, one } from '../store/db.ts'
import * as settings from '../store/settings.ts'
import * as teams from '../store/teams.ts'
import type { Viewer } from './attribute.ts'
import { type Filter, filtersOf } from './filter.ts'

/** Which people a report may speak of, and by which rules. */
export interface Scope {
  /** Teams asked for with those below them; null: everybody. */
  teams: number[] | null
  filters: Filter[]
  /** Whether anybody is declared as writing code. */
  declared: boolean
  minimum: number
  time_zone: string
}

/** Reads the names in the arguments. Throws `team_not_found` and `invalid_arguments`. */
export async function scopeOf(
  db: Db,
  { team, filter }: Pick<ReportScope, 'team' | 'filter'>,
  viewer: Viewer,
): Promise<Scope> {
  const { minimum_group, time_zone } = await settings.read(db)
  return {
    teams: team.length === 0 ? null : await withDescendants(db, team),
    filters: await filtersOf(db, filter, viewer),
    declared: await anybodyDeclared(db),
    minimum: minimum_group,
    time_zone,
  }
}

/** Whether user `u` is asked for: in one of the teams and with the values of every filter, on a day. */
export function asked({ teams, filters }: Scope, day: RawBuilder<unknown>): RawBuilder<boolean> {
  const inTeams = sql`
    exists (
      select from team_members tm
      where tm.user_id = u.id and tm.team_id = any (${teams}::bigint[])
        and tm.valid_from <= ${day} and tm.valid_to > ${day}
    )
  `
  const hasValues = filters.map(
    ({ attribute_id, values }) => sql`
      exists (
        select from user_attributes ua
        where ua.user_id = u.id and ua.attribute_id = ${attribute_id} and ua.value = any (${values}::text[])
          and ua.valid_from <= ${day} and ua.valid_to > ${day}
      )
    `,
  )
  return sql`${sql.join([...(teams === null ? [] : [inTeams]), ...hasValues, sql`true`], sql` and `)}`
}

/** Whether user `u` writes code: as declared, or, while nobody is declared to, unless declared not to. */
export function eligible({ declared }: Scope): RawBuilder<boolean> {
  return declared ? sql`coalesce(u.writes_code, false)` : sql`coalesce(u.writes_code, true)`
}

async function withDescendants(db: Db, names: readonly string[]): Promise<number[]> {
  const roots: number[] = []
  for (const name of names) roots.push((await teams.find(db, name)).id)
  const rows = await many(
    db,
    sql<{ id: number }>`
      with recursive tree as (
        select r.id from unnest(${roots}::bigint[]) r(id)
        union
        select t.id from teams t join tree on t.parent_id = tree.id
      )
      select tree.id from tree order by tree.id
    `,
  )
  return rows.map(({ id }) => id)
}

async function anybodyDeclared(db: Db): Promise<boolean> {
  const { declared } = await one(
    db,
    sql<{ declared: boolean }>`select exists (select from users u where u.writes_code) as declared`,
  )
  return declared
}
