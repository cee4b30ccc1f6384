import { sql } from 'kysely'
import { CATALOGUE } from '../src/metrics/catalogue.ts'
import type { MetricDefinition } from '../src/metrics/metric.ts'
import { CohortSpec } from '../src/model/index.ts'
import { drawSamples } from '../src/reports/cohort/draw-samples.ts'
import { questionOf } from '../src/reports/cohort/question.ts'
import { cohortReport } from '../src/reports/cohort.ts'
import { type Db, many } from '../src/store/db.ts'
import { askingAfter, dayAfterWeeks } from './asking.ts'
import type { Bench } from './bench.ts'
import { onServer } from './databases.ts'
import { inTurn, median, spread, whole } from './measure.ts'
import { fillWeeks, WEEKS } from './weeks.ts'

const METRICS = 20
const ROUNDS = 15

/** The last 12 weeks. */
const period = { from: dayAfterWeeks(WEEKS - 12), to: dayAfterWeeks(WEEKS) }
const asking = askingAfter(WEEKS)
const spec = CohortSpec.parse({
  ...period,
  attribute: 'Coder',
  cohorts: ['account', 'no account'],
  metrics: CATALOGUE.map(({ id }) => id),
})

export const cohort: Bench = {
  name: 'cohort',
  summary: 'two cohorts over 12 of 52 weeks, 20 metrics',
  run: (circumstances) =>
    onServer(circumstances, async ({ database }) => {
      const { small, say } = circumstances
      const { db } = database
      const people = small ? 1_000 : 10_000
      await fillWeeks(database, { people })
      // the catalogue has fewer metrics than asked for, so some are asked for twice
      const metrics = Array.from({ length: METRICS }, (_, i) => CATALOGUE[i % CATALOGUE.length])
      const asked = metrics.flatMap((metric) => metric ?? [])
      const question = { ...(await questionOf(db, spec, asking)), metrics: asked }
      const [ours = [], bare = [], report = []] = await inTurn(ROUNDS, [
        () => drawSamples(db, question),
        () => bareCohorts(db, asked),
        () => cohortReport(db, spec, asking),
      ])
      say('people, weeks, metrics', `${whole(people)}, ${WEEKS}, ${METRICS}`)
      say('question of reports.cohort', spread(ours))
      say('bare SQL, fixed cohort', spread(bare))
      say(`whole report, ${CATALOGUE.length} metrics`, spread(report))
      return [
        {
          what: 'two cohorts, 12 weeks, of a bare SQL',
          measured: median(ours) / median(bare),
          limit: 2,
          side: 'at most',
        },
      ]
    }),
}

/**
 * What somebody would write for these numbers alone: the mean and the variance of the people's values by the cohort on the
 * first day, with nobody left out, no teams, and no traits within which to compare.
 */
function bareCohorts(db: Db, metrics: readonly MetricDefinition[]): Promise<unknown[]> {
  const column = (i: number) => sql.ref(`m${i}`)
  const values = metrics.map(
    ({ numerator, denominator }, i) =>
      sql`sum(${numerator})::float8 / nullif(sum(${denominator}), 0) as ${column(i)}`,
  )
  const summaries = metrics.map(
    (_, i) => sql`count(v.${column(i)}), avg(v.${column(i)}), var_samp(v.${column(i)})`,
  )
  return many(
    db,
    sql`
      select v.cohort, ${sql.join(summaries)}
      from (
        select ua.value as cohort, w.user_id, ${sql.join(values)}
        from user_attributes ua
        join user_weeks w on w.user_id = ua.user_id
        left join user_tool_weeks t on t.user_id = w.user_id and t.week = w.week and t.tool = 'Coder'
        where ua.attribute_id = 1 and ua.value in ('account', 'no account')
          and ua.valid_from <= ${period.from}::date and ua.valid_to > ${period.from}::date
          and w.week >= ${period.from}::date and w.week < ${period.to}::date
        group by ua.value, w.user_id
      ) v
      group by v.cohort
    `,
  )
}
