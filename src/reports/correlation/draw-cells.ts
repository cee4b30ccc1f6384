import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { type Db, one } from '../../store/db.ts'
import { joinsOf } from '../metric-joins.ts'
import { weeksIn } from '../period-of.ts'
import { personValue } from '../person-value.ts'
import { drawUse, inOneField, type Use } from './draw-use.ts'
import { type Question, STEP_DAYS } from './question.ts'

/** The use and work of people in each period, or over the whole: a column a number, with a place for each person and period. */
export interface Cells {
  id: number[]
  /** From 0; 0 where people are compared over the whole. */
  step: number[]
  /** Share of the days of own pull requests with the tool, from 0 to 1. */
  share: number[]
  /** The values of each metric of people, at its place in the question; null: unknown. */
  values: (number | null)[][]
}

/** Fewer available days leave a person's period unknown. */
const FEWEST_DAYS = 8

/** So many available days in a period of so many weeks bring a person into a comparison of people. */
const EXPOSURE = { days: 20, weeks: 12 }

type Row = Pick<Cells, 'id' | 'step'> & Record<`m${number}`, (number | null)[]>

/**
 * What is known of use and work at once: by periods of four weeks that begin after a person first used the tool, or of everybody over
 * the whole. Use is drawn first, and the weeks of which it is known go into the sums as bits: so each week is looked up by its
 * person alone instead of being joined to that of the tool, which takes twice as long.
 */
export async function drawCells(db: Db, question: Question): Promise<Cells> {
  const { metrics, form } = question
  const use = await drawUse(db, question)
  const { id, step, ...m } = await drawSums(db, question, use)
  const share = sharesOf(use, { id, step, whole: form === 'between_people' })
  const known = [...id.keys()].filter((i) => !Number.isNaN(share[i]))
  const only = <T>(column: ArrayLike<T>) => known.map((i) => column[i] as T)
  return {
    id: only(id),
    step: only(step),
    share: only(share),
    values: metrics.map((_, place) => only(m[`m${place}`] ?? [])),
  }
}

/** The sums of every metric of people over the weeks of which use is known. */
function drawSums(db: Db, question: Question, use: Use): Promise<Row> {
  const { metrics, period, known_until, form } = question
  const measured = metrics.flatMap((it, i) =>
    it.kind === 'people' ? [{ it: it.definition, name: sql.ref(`m${i}`) }] : [],
  )
  const each = (write: (name: RawBuilder<unknown>, it: MetricDefinition) => RawBuilder<unknown>) =>
    sql.join(
      measured.map(({ it, name }) => sql`, ${write(name, it)}`),
      sql` `,
    )
  const days = sql`w.week - ${period.from}::date`
  const step = form === 'within_person' ? sql`(${days}) / ${sql.lit(STEP_DAYS)}` : sql`0`
  const weeks = weeksKnown(use, weeksIn(period))
  return one(
    db,
    sql<Row>`
      select ${inOneField(sql`c.id`)} as id, ${inOneField(sql`c.step`)} as step
        ${each((name) => sql`${inOneField(sql`c.${name}`)} as ${name}`)}
      from (
        select u.id, ${step} as step
          ${each((name, it) => sql`${it.scale}::float8 * ${personValue(it, known_until, 'group')} as ${name}`)}
        from user_weeks w
        join users u on u.id = w.user_id
        join unnest(${[...weeks.keys()]}::bigint[], ${[...weeks.values()]}::varbit[]) s(user_id, weeks)
          on s.user_id + 0 = u.id and get_bit(s.weeks, (${days}) / 7) > 0
        ${joinsOf(
          // the weeks of the tool are not joined: no metric of use is set beside use
          measured.map(({ it }) => ({ ...it, subject: 'pull_requests' as const })),
          null,
        )}
        where w.week >= ${period.from}::date and w.week < ${period.to}::date
        group by u.id, step
        having sum(w.code_days) >= ${fewestDays(question)}::float8
        order by u.id, step
      ) c
    `,
  )
}

function fewestDays({ form, period }: Question): number {
  if (form === 'within_person') return FEWEST_DAYS
  return (EXPOSURE.days * weeksIn(period)) / EXPOSURE.weeks
}

const WEEKS_IN_STEP = STEP_DAYS / 7

/** Of each person which of so many weeks count, a sign for each from the first on; of the weeks after the last use none does. */
function weeksKnown({ id, step, weeks }: Use, count: number): Map<number, string> {
  const known = new Map<number, string>()
  id.forEach((one, i) => {
    const before = (known.get(one) ?? '').padEnd((step[i] as number) * WEEKS_IN_STEP, '0')
    const bits = (weeks[i] as number).toString(2).padStart(WEEKS_IN_STEP, '0')
    known.set(one, before + [...bits].reverse().join(''))
  })
  for (const [one, signs] of known) known.set(one, signs.padEnd(count, '0'))
  return known
}

/**
 * The share of the days of own pull requests with the tool of each person and step, both in the order of use; NaN where there is no
 * such day. Over the whole the steps of a person are one.
 */
function sharesOf(
  use: Use,
  { id, step, whole }: Pick<Cells, 'id' | 'step'> & { whole: boolean },
): Float64Array {
  const shares = new Float64Array(id.length)
  let at = 0
  for (let i = 0; i < shares.length; i++) {
    const [one, period] = [id[i] as number, step[i] as number]
    const isBefore = () =>
      (use.id[at] as number) < one ||
      (!whole && use.id[at] === one && (use.step[at] as number) < period)
    while (at < use.id.length && isBefore()) at++
    let [own, shared] = [0, 0]
    for (; use.id[at] === one && (whole || use.step[at] === period); at++) {
      own += use.own_days[at] as number
      shared += use.shared_days[at] as number
    }
    shares[i] = shared / own
  }
  return shares
}
