import { type RawBuilder, sql } from 'kysely'
import * as attributes from '../../store/attributes.ts'
import { type Db, many } from '../../store/db.ts'
import { attributeOf, sameText, type Viewer } from '../attribute.ts'

/** What the last day is broken down by. */
export interface By {
  name: string
  /** null: one's own team, or the top team above it. */
  attribute_id: number | null
  /** In their order. */
  values: string[]
}

/** The words for teams, where no attribute has the name. */
export const TEAM = 'team'
const DIVISION = 'division'

/**
 * The common table expressions that end with `labels`: of each team what it is called, and the division that it is in. A name that
 * several teams have is told with those above it.
 */
export const TEAM_LABELS = sql`
  tree as (
    select t.id, t.name, t.name as division, t.name as path
    from teams t
    where t.parent_id is null and t.deleted_at is null
    union all
    select t.id, t.name, o.division, o.path || ' / ' || t.name
    from tree o
    join teams t on t.parent_id = o.id and t.deleted_at is null
  ),
  labels as (
    select t.id, t.division, case when count(*) over (partition by t.name) > 1 then t.path else t.name end as team
    from tree t
  )
`

/** The attributes that are asked for first, where they exist. */
const USUAL = ['Role', 'Level', 'Geo']

/**
 * Reads the names of attributes, and the words for teams. Without any: role, level and geo, and the divisions if there are several.
 * Throws `invalid_arguments` for a name that is missing, hidden or, to this viewer, privileged.
 */
export async function byOf(db: Db, names: readonly string[], viewer: Viewer): Promise<By[]> {
  const all = await attributes.list(db)
  const known = (name: string) => all.find((attribute) => sameText(attribute.name, name))
  const by: By[] = []
  for (const name of names.length > 0 ? names : await usual(db, all, viewer)) {
    const ofTeams = [TEAM, DIVISION].find((it) => sameText(it, name))
    const next =
      ofTeams !== undefined && !known(name)
        ? { name: ofTeams, attribute_id: null, values: await teamNames(db, ofTeams) }
        : await byAttribute(db, name, viewer)
    if (!by.some((it) => it.name === next.name)) by.push(next)
  }
  return by
}

async function usual(
  db: Db,
  all: readonly attributes.AttributeRow[],
  { privileged }: Viewer,
): Promise<string[]> {
  const seen = all.filter((it) => !it.hidden && !it.sensitive && (privileged || !it.privileged))
  const divisions = await teamNames(db, DIVISION)
  return [
    ...USUAL.filter((name) => seen.some((it) => sameText(it.name, name))),
    ...(divisions.length > 1 ? [DIVISION] : []),
  ]
}

async function byAttribute(db: Db, asked: string, viewer: Viewer): Promise<By> {
  const { id, name, values } = await attributeOf(db, asked, viewer)
  return { name, attribute_id: id, values }
}

/** The label of team `t`, by one of the two words. */
export function labelOf(which: string): RawBuilder<string> {
  return which === TEAM ? sql`t.team` : sql`t.division`
}

async function teamNames(db: Db, which: string): Promise<string[]> {
  const rows = await many(
    db,
    sql<{ name: string }>`
      with recursive ${TEAM_LABELS}
      select distinct ${labelOf(which)} collate "C" as name from labels t order by 1
    `,
  )
  return rows.map(({ name }) => name)
}
