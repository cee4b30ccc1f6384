import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { eligible } from '../scope.ts'
import { settled } from '../settled.ts'
import type { Question } from './question.ts'

/** One team over the whole period: one observation, however many people it has. */
export interface TeamCell {
  team: number
  /** The top team above it. */
  division: number
  /** Share of the days of own pull requests of its people with the tool, from 0 to 1. */
  share: number
  /** Of how many people that is. */
  people: number
  value: number
}

/** The teams of which a metric and the use of the tool are known; those of fewer people than the minimum are left out. */
export function drawTeams(
  db: Db,
  question: Question,
  metric: MetricDefinition,
): Promise<TeamCell[]> {
  const { period, tool, minimum, known_until } = question
  const { numerator, denominator, scale, subject } = metric
  const within = sql`w.week >= ${period.from}::date and w.week < ${period.to}::date`
  const [rows, team] = subject === 'deployments' || subject === 'incidents' ? BY_TEAM : BY_PEOPLE
  return many(
    db,
    sql<TeamCell>`
      with recursive tops as (
        select t.id, t.id as division from teams t where t.parent_id is null
        union all
        select t.id, o.division from tops o join teams t on t.parent_id = o.id
      ),
      used as (
        select tm.team_id, sum(t.own_shared_days)::float8 / nullif(sum(t.own_days), 0) as share, count(distinct w.user_id) as people
        from user_weeks w
        join users u on u.id = w.user_id
        join user_tool_weeks t on t.user_id = w.user_id and t.week = w.week and t.tool = ${tool.name}
        join team_members tm on tm.user_id = w.user_id and tm.valid_from <= w.week and tm.valid_to > w.week
        where ${within} and t.own_days > 0 and ${eligible(question)} and ${asked(question, sql`w.week`)}
        group by tm.team_id
        having count(distinct w.user_id) >= ${minimum}
      ),
      told as (
        select ${team} as team_id, ${scale}::float8 * sum(${numerator})::float8 / nullif(sum(${denominator}), 0) as value
        from ${rows}
        where ${within} and ${settled(metric, known_until)}
        group by 1
      )
      select us.team_id as team, o.division, us.share, us.people, td.value
      from used us
      join told td on td.team_id = us.team_id and td.value is not null
      join tops o on o.id = us.team_id
      where us.share is not null
      order by us.team_id
    `,
  )
}

type Rows = readonly [rows: RawBuilder<unknown>, team: RawBuilder<number>]

const BY_TEAM: Rows = [sql`team_weeks w`, sql`w.team_id`]
const BY_PEOPLE: Rows = [
  sql`user_weeks w join team_members tm on tm.user_id = w.user_id and tm.valid_from <= w.week and tm.valid_to > w.week`,
  sql`tm.team_id`,
]
