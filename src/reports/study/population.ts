import { type RawBuilder, sql } from 'kysely'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { levelBand } from '../level-band.ts'
import { eligible, type Scope } from '../scope.ts'
import { traitsOf } from '../traits.ts'

/** Somebody whom a study is about, as of the day on which it is fixed. */
export interface Member {
  id: number
  /** null: none, so nothing can be drawn for them. */
  team: number | null
  team_name: string | null
  /** The team at the top of the tree above theirs; null: there is none. */
  division: string | null
  level_band: string
}

/** Everybody of a scope who writes code and has not left, as of a day. */
export function populationOf(db: Db, scope: Scope, day: string): Promise<Member[]> {
  const on = sql`${day}::date`
  return describe(
    db,
    sql`
      select u.id, (
        select min(tm.team_id) from team_members tm
        where tm.user_id = u.id and tm.valid_from <= ${on} and tm.valid_to > ${on}
      ) as team
      from users u
      where u.deleted_at is null and (u.end_date is null or u.end_date > ${on})
        and ${eligible(scope)} and ${asked(scope, on)}
    `,
    day,
  )
}

/** The people who were fixed at the start of a study, as they were on that day. */
export function frozenPopulation(db: Db, study_id: number, day: string): Promise<Member[]> {
  return describe(
    db,
    sql`select m.user_id as id, m.team_id as team from study_members m where m.study_id = ${study_id}`,
    day,
  )
}

async function describe(db: Db, who: RawBuilder<unknown>, day: string): Promise<Member[]> {
  const { level } = await traitsOf(db, { id: 0 })
  const rows = await many(
    db,
    sql<Omit<Member, 'level_band'> & { level: string | null }>`
      with recursive who as materialized (${who}),
      tree as (
        select t.id, t.id as top, t.name as top_name, t.name from teams t where t.parent_id is null
        union all
        select t.id, tree.top, tree.top_name, t.name from teams t join tree on t.parent_id = tree.id
      )
      select w.id, w.team, tree.name as team_name, case when tree.top <> w.team then tree.top_name end as division,
        (
          select min(ua.value) from user_attributes ua
          where ua.user_id = w.id and ua.attribute_id = ${level}::bigint
            and ua.valid_from <= ${day}::date and ua.valid_to > ${day}::date
        ) as level
      from who w
      left join tree on tree.id = w.team
      order by w.id
    `,
  )
  return rows.map(({ level, ...row }) => ({ ...row, level_band: levelBand(level) }))
}
