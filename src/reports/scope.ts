import { type RawBuilder, sql } from 'kysely'
import type { ReportScope } from '../model/index.ts'
import type { Asked } from '../store/asked.ts'
import { type Db, many, one } from '../store/db.ts'
import * as settings from '../store/settings.ts'
import * as teams from '../store/teams.ts'
import type { attributeOf, Viewer } from './attribute.ts'
import { type Filter, filtersOf } from './filter.ts'

/** Which people a report may speak of, and by which rules. */
export interface Scope extends Asked {
  filters: Filter[]
  /** Whether anybody is declared as writing code. */
  declared: boolean
  minimum: number
  time_zone: string
}

/** Reads the names in the arguments. Throws `team_not_found`, `invalid_arguments` and `purpose_refused`. */
export async function scopeOf(
  db: Db,
  asking: Pick<ReportScope, 'team' | 'filter'>,
  viewer: Viewer,
): Promise<Scope> {
  const { minimum_group, time_zone } = await settings.read(db)
  return {
    ...(await askedOf(db, asking, viewer)),
    declared: await anybodyDeclared(db),
    minimum: minimum_group,
    time_zone,
  }
}

/** Who is asked for by names of teams and filters. Throws `team_not_found` and as `filtersOf` does. */
export async function askedOf(
  db: Db,
  { team, filter }: Pick<ReportScope, 'team' | 'filter'>,
  viewer: Viewer,
  find?: typeof attributeOf,
): Promise<Pick<Scope, 'teams' | 'filters'>> {
  return {
    teams: team.length === 0 ? null : await withDescendants(db, team),
    filters: await filtersOf(db, filter, viewer, find),
  }
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
