import { type RawBuilder, sql } from 'kysely'
import { DAY_UNIT, type MetricDefinition, partTime } from '../../metrics/metric.ts'
import { daysBetween } from '../../model/index.ts'
import type { Panel } from '../../stats/panel/panel.ts'
import { type Db, one } from '../../store/db.ts'
import { levelBand } from '../level-band.ts'
import { joinsOf } from '../metric-joins.ts'
import { ONBOARDING_DAYS } from '../onboarding.ts'
import { settled } from '../settled.ts'
import { beginsPeriod, summedWeeks } from '../summed-rows.ts'
import type { Person } from './draw-people.ts'
import { PERIOD_DAYS } from './panel-period.ts'
import type { Question } from './question.ts'

/** Fewer available days leave a person's period unknown. */
const FEWEST_DAYS = 8

/** What is known of people by period, a column each; `n0` and `d0` are the sums of the first metric, both null where it is not known. */
type Cells = { user_id: number[]; period: number[] } & { [sum: string]: (number | null)[] }

/** The panel of one metric; see `drawPanels`. */
export async function drawPanel(
  db: Db,
  question: Question,
  people: readonly Person[],
): Promise<Panel> {
  const [panel] = await drawPanels(db, { ...question, metrics: [question.metric] }, people)
  return panel as Panel
}

/**
 * Of each metric the people by periods of four weeks: their sums of the metric, and since when they have adopted. A period with
 * fewer than 8 available days, or within 12 weeks of joining, is unknown. Of a `log` metric the sums are those of natural
 * logarithms. The weeks are read once for all metrics.
 */
export async function drawPanels(
  db: Db,
  question: Question,
  people: readonly Person[],
): Promise<Panel[]> {
  const { periods, metrics } = question
  if (metrics.length === 0) return []
  const frame = emptyFrame(question, people)
  const places = new Map(people.map(({ id }, place) => [id, place]))
  const cells = await drawCells(db, question)
  const at = cells.user_id.map((id, row) => {
    const place = places.get(id)
    return place === undefined ? -1 : place * periods + (cells.period[row] as number)
  })
  return metrics.map((metric, i) => {
    const panel = emptyPanel(frame)
    fill(panel.num, cells[`n${i}`] ?? [], at)
    fill(panel.den, cells[`d${i}`] ?? [], at)
    return inLogarithms(panel, metric)
  })
}

function fill(values: Float64Array, column: readonly (number | null)[], at: readonly number[]) {
  for (let row = 0; row < at.length; row++) {
    const place = at[row] as number
    if (place >= 0) values[place] = column[row] ?? 0
  }
}

function inLogarithms(panel: Panel, { kind, scale }: MetricDefinition): Panel {
  if (kind === 'log')
    for (let i = 0; i < panel.num.length; i++) panel.num[i] = (panel.num[i] as number) * scale
  return panel
}

/** What panels of the same people share. */
type Frame = Omit<Panel, 'num' | 'den'>

function emptyPanel(frame: Frame): Panel {
  const cells = frame.people * frame.periods
  return { ...frame, num: new Float64Array(cells), den: new Float64Array(cells) }
}

function emptyFrame({ period, periods }: Question, people: readonly Person[]): Frame {
  const levels = new Set(people.map(({ level }) => level))
  const bands = new Map([...levels].map((level) => [level, levelBand(level)]))
  const strata = [...new Set(bands.values())].sort()
  const adoptedOn = new Set(people.flatMap(({ adopted }) => adopted ?? []))
  const places = new Map(
    [...adoptedOn].map((day) => [day, Math.floor(daysBetween(period.from, day) / PERIOD_DAYS)]),
  )
  return {
    people: people.length,
    periods,
    adoption: Int32Array.from(people, ({ adopted }) => {
      const at = places.get(adopted ?? '') ?? periods
      return at >= periods ? -1 : Math.max(0, at)
    }),
    stratum: Int32Array.from(people, ({ level }) => strata.indexOf(bands.get(level) as string)),
    team: Int32Array.from(people, ({ team }) => team ?? -1),
  }
}

/** One row, whose columns are arrays: half a million rows would take longer to read than to add up. */
function drawCells(db: Db, question: Question): Promise<Cells> {
  const { metrics, tool, period, known_until } = question
  const known = metrics.map((metric) => isKnown(metric, known_until))
  const sums = metrics.flatMap((metric, i) => {
    const sum = sumIn(metric, known_until)
    return [
      sql`case when ${known[i]} then ${sum(metric.numerator)} end as ${sql.ref(`n${i}`)}`,
      sql`case when ${known[i]} then ${sum(metric.denominator)} end as ${sql.ref(`d${i}`)}`,
    ]
  })
  const columns = ['user_id', 'period', ...metrics.flatMap((_, i) => [`n${i}`, `d${i}`])]
  return one(
    db,
    sql<Cells>`
      select ${sql.join(columns.map((name) => sql`coalesce(json_agg(${sql.ref(`c.${name}`)}), '[]') as ${sql.ref(name)}`))}
      from (
        select w.user_id, (w.week - ${period.from}::date) / ${sql.lit(PERIOD_DAYS)} as period, ${sql.join(sums)}
        from ${rowsOf(question)} w
        join users u on u.id = w.user_id
        ${joinsOf(metrics, tool?.name ?? null)}
        where w.week >= ${period.from}::date and w.week < ${period.to}::date
          and w.week >= coalesce(u.start_date + ${sql.lit(ONBOARDING_DAYS)}, ${period.from}::date)
        group by 1, 2
        having ${sql.join(known, sql` or `)}
      ) c
    `,
  )
}

/** Weeks, or, where those of the panel are periods of which sums are kept, these: a quarter of the rows. */
function rowsOf(question: Question) {
  return beginsPeriod(question.period.from) ? summedWeeks(question) : sql`user_weeks`
}

/** Whether a person's period has enough days, and enough of what the metric is told by. */
function isKnown(metric: MetricDefinition, known_until: string | null): RawBuilder<boolean> {
  const { denominator, known_from } = metric
  const sum = sumIn(metric, known_until)
  const told = known_from
    ? sql`and ${sum(denominator)}::numeric >= ${sql.lit(known_from.share)} * ${sum(known_from.of)}::numeric`
    : sql``
  return sql`(${sum(partTime(sql`w.code_days`))} >= ${sql.lit(FEWEST_DAYS * DAY_UNIT)} and ${sum(denominator)} > 0 ${told})`
}

/** Sums over the weeks whose numbers stand. They are whole and below 2^53, which floating point adds exactly and twice as fast. */
function sumIn(metric: MetricDefinition, known_until: string | null) {
  const within =
    metric.settles_after === undefined
      ? sql``
      : sql` filter (where ${settled(metric, known_until)})`
  return (part: RawBuilder<unknown>) => sql`sum((${part})::float8)${within}`
}
