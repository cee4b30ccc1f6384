import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { type Db, many } from '../../store/db.ts'
import { settled } from '../settled.ts'
import type { Question } from './question.ts'

type Asked = Pick<Question, 'metrics' | 'period' | 'known_until'>

/**
 * The value of each metric of teams over the period, by team, beside its place in the question; null: unknown. What is
 * counted of people counts for the team in which they are in the week.
 */
export async function drawTeams(db: Db, question: Asked): Promise<Map<number, (number | null)[]>> {
  const values = new Map<number, (number | null)[]>()
  for (const [place, metric] of question.metrics.entries()) {
    if (metric.of !== 'team') continue
    for (const { team_id, value } of await teamValues(db, question, metric)) {
      const row = values.get(team_id) ?? []
      row[place] = value === null ? null : metric.scale * value
      values.set(team_id, row)
    }
  }
  return values
}

/**
 * The buckets of what each metric counts of teams over the period, by team, such as those of its recoveries; null where they are not as
 * many as make its value: then some of its weeks are without.
 */
export async function drawTeamEvents(
  db: Db,
  question: Asked,
): Promise<Map<number, (Uint8Array | null)[]>> {
  const events = new Map<number, (Uint8Array | null)[]>()
  for (const [place, metric] of question.metrics.entries()) {
    if (metric.of !== 'team' || metric.buckets === undefined) continue
    for (const { team_id, counted, kept } of await teamBuckets(db, question, metric)) {
      const row = events.get(team_id) ?? []
      row[place] = kept !== null && kept.length === counted ? kept : null
      events.set(team_id, row)
    }
  }
  return events
}

function teamBuckets(db: Db, { period, known_until }: Asked, metric: MetricDefinition) {
  const [rows, team_id] = rowsOf(metric)
  return many(
    db,
    sql<{ team_id: number; counted: number; kept: Uint8Array | null }>`
      select ${team_id} as team_id, sum(${metric.denominator})::float8 as counted,
        string_agg(${metric.buckets}, ''::bytea) as kept
      from ${rows}
      where w.week >= ${period.from}::date and w.week < ${period.to}::date and ${settled(metric, known_until)}
      group by 1
    `,
  )
}

function teamValues(db: Db, { period, known_until }: Asked, metric: MetricDefinition) {
  const { numerator, denominator } = metric
  const [rows, team_id] = rowsOf(metric)
  return many(
    db,
    sql<{ team_id: number; value: number | null }>`
      select ${team_id} as team_id, sum(${numerator})::float8 / nullif(sum(${denominator}), 0) as value
      from ${rows}
      where w.week >= ${period.from}::date and w.week < ${period.to}::date and ${settled(metric, known_until)}
      group by 1
    `,
  )
}

function rowsOf({ subject }: MetricDefinition): Rows {
  return subject === 'deployments' || subject === 'incidents' ? BY_TEAM : BY_PEOPLE
}

type Rows = readonly [rows: RawBuilder<unknown>, team_id: RawBuilder<number>]

const BY_TEAM: Rows = [sql`team_weeks w`, sql`w.team_id`]
const BY_PEOPLE: Rows = [
  sql`user_weeks w join team_members tm on tm.user_id = w.user_id and tm.valid_from <= w.week and tm.valid_to > w.week`,
  sql`tm.team_id`,
]
