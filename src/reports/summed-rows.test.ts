import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { inOrganisation, people } from '../../test/organisation.ts'
import { CATALOGUE } from '../metrics/catalogue.ts'
import type { MetricDefinition } from '../metrics/metric.ts'
import { dayAfter } from '../model/index.ts'
import { type Db, many } from '../store/db.ts'
import { ONBOARDING_DAYS } from './onboarding.ts'
import { personValue } from './person-value.ts'
import { type Summed, summedBuckets, summedWeeks } from './summed-rows.ts'

const held = testDatabase()
const MONDAY = '2025-06-02'
const WEEKS = 40

/** Those of rows of user_weeks alone. */
const OF_WEEKS = CATALOGUE.filter(({ join, subject }) => !join && subject !== 'tool_days')

/** Of everybody the value of each metric; `rows` counts what was read for it. */
async function valuesOf(tx: Db, summed: Summed) {
  const from = sql`greatest(${summed.period.from}::date, u.start_date + ${sql.lit(ONBOARDING_DAYS)})`
  const read = await many(
    tx,
    sql<Record<string, number | null>>`
      select u.id, count(*) as rows, ${sql.join(summed.metrics.map((metric) => sql`${personValue(metric, summed.known_until, 'group')} as ${sql.ref(metric.id)}`))}
      from users u
      join ${summedWeeks(summed)} w on w.user_id = u.id and w.week >= ${from}
      group by u.id
      order by u.id
    `,
  )
  const buckets = await many(
    tx,
    sql<{ id: number; values: number }>`
      select u.id, sum(length(w.size)) as values
      from users u
      join ${summedBuckets(summed)} w on w.user_id = u.id and w.week >= ${from}
      group by u.id
      order by u.id
    `,
  )
  const rows = read.reduce((all, { rows }) => all + (rows ?? 0), 0)
  return { rows, values: [read.map(({ rows, ...it }) => it), buckets] }
}

/** A metric that brings rows of its own, for which periods cannot stand. */
const joining = (metrics: readonly MetricDefinition[]) =>
  metrics.map((metric) => ({ ...metric, join: sql`` }))

test('every metric over periods and the weeks at their edges is as over weeks, of fewer rows', async () => {
  await inOrganisation(
    held.database,
    {
      from: MONDAY,
      weeks: WEEKS,
      people: people(8, (i) => ({
        // some are new in the midst of it
        start_date: dayAfter(MONDAY, 37 * i - 150),
        week: (n) => ({
          code_days: (i + n) % 6,
          prs_merged: (i * n) % 7 === 3 ? null : n % 4,
          prs_unreviewed: n % 2,
          // reviews are not known of all weeks
          review_days: (n + i) % 3 === 0 ? null : 5,
          reviews_given: (n + i) % 3 === 0 ? null : n,
          prs_sized: 1 + (n % 3),
          prs_large: n % 2,
          size_ln: 1000 + n * i,
          buckets: { size: Array.from({ length: n % 3 }, () => 50) },
          ...(i % 3 === 1 && { fte: n % 5 < 2 ? 60 : 80 }),
        }),
      })),
    },
    async (tx) => {
      await fc.assert(
        fc.asyncProperty(
          fc.nat(WEEKS),
          fc.nat(WEEKS),
          fc.option(fc.nat(7 * WEEKS)),
          async (a, b, known) => {
            const metrics = OF_WEEKS
            const period = {
              from: dayAfter(MONDAY, 7 * Math.min(a, b)),
              to: dayAfter(MONDAY, 7 * (Math.max(a, b) + 1)),
            }
            const known_until = known === null ? null : dayAfter(MONDAY, known)
            const summed = { period, metrics, known_until }
            const [quick, slow] = [
              await valuesOf(tx, summed),
              await valuesOf(tx, { ...summed, metrics: joining(metrics) }),
            ]
            expect(quick.values).toEqual(slow.values)
            expect(quick.rows).toBeLessThanOrEqual(slow.rows)
          },
        ),
        { numRuns: 25, examples: [[0, WEEKS, null]] },
      )
      const all = { period: { from: MONDAY, to: dayAfter(MONDAY, 7 * WEEKS) }, known_until: null }
      const [quick, slow] = [
        await valuesOf(tx, { ...all, metrics: OF_WEEKS }),
        await valuesOf(tx, { ...all, metrics: joining(OF_WEEKS) }),
      ]
      expect(quick.rows).toBeLessThan(slow.rows)
    },
  )
})
