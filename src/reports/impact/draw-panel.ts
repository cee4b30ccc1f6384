import { sql } from 'kysely'
import { DAY_UNIT, type MetricDefinition, partTime } from '../../metrics/metric.ts'
import { daysBetween } from '../../model/index.ts'
import type { Panel } from '../../stats/panel/panel.ts'
import { type Db, many } from '../../store/db.ts'
import { levelBand } from '../level-band.ts'
import { ONBOARDING_DAYS } from '../onboarding.ts'
import { settled } from '../settled.ts'
import type { Person } from './draw-people.ts'
import { PERIOD_DAYS } from './panel-period.ts'
import type { Question } from './question.ts'

/** Fewer available days leave a person's period unknown. */
const FEWEST_DAYS = 8

type Cell = { user_id: number; period: number; num: number; den: number }

/**
 * The people by periods of four weeks: their sums of the metric, and since when they have adopted. A period with fewer than 8
 * available days, or within 12 weeks of joining, is unknown. Of a `log` metric the sums are those of natural logarithms.
 */
export async function drawPanel(
  db: Db,
  question: Question,
  people: readonly Person[],
): Promise<Panel> {
  const { period, periods, metric } = question
  const unit = metric.kind === 'log' ? metric.scale : 1
  const panel = emptyPanel(question, people)
  const places = new Map(people.map(({ id }, place) => [id, place]))
  for (const cell of await drawCells(db, question)) {
    const place = places.get(cell.user_id)
    if (place === undefined) continue
    panel.num[place * periods + cell.period] = cell.num * unit
    panel.den[place * periods + cell.period] = cell.den
  }
  const periodAt = (day: string) => Math.floor(daysBetween(period.from, day) / PERIOD_DAYS)
  people.forEach(({ adopted }, place) => {
    const at = adopted === null ? periods : periodAt(adopted)
    panel.adoption[place] = at >= periods ? -1 : Math.max(0, at)
  })
  return panel
}

function emptyPanel({ periods }: Question, people: readonly Person[]): Panel {
  const strata = [...new Set(people.map(({ level }) => levelBand(level)))].sort()
  return {
    people: people.length,
    periods,
    num: new Float64Array(people.length * periods),
    den: new Float64Array(people.length * periods),
    adoption: new Int32Array(people.length),
    stratum: Int32Array.from(people, ({ level }) => strata.indexOf(levelBand(level))),
    team: Int32Array.from(people, ({ team }) => team ?? -1),
  }
}

function drawCells(db: Db, { metric, period, known_until }: Question): Promise<Cell[]> {
  const { numerator, denominator, join = sql`` } = metric
  return many(
    db,
    sql<Cell>`
      select w.user_id, (w.week - ${period.from}::date) / ${sql.lit(PERIOD_DAYS)} as period,
        sum(${numerator})::float8 as num, sum(${denominator})::float8 as den
      from user_weeks w
      join users u on u.id = w.user_id
      ${join}
      where w.week >= ${period.from}::date and w.week < ${period.to}::date and ${settled(metric, known_until)}
        and w.week >= coalesce(u.start_date + ${sql.lit(ONBOARDING_DAYS)}, ${period.from}::date)
      group by 1, 2
      having sum(${partTime(sql`w.code_days`)}) >= ${FEWEST_DAYS * DAY_UNIT} and sum(${denominator}) > 0 and ${knownEnough(metric)}
    `,
  )
}

/** Whether a person's period has enough of what the metric is told by. */
function knownEnough({ denominator, known_from }: MetricDefinition) {
  if (known_from === undefined) return sql`true`
  return sql`sum(${denominator}) >= ${sql.lit(known_from.share)} * sum(${known_from.of})`
}
