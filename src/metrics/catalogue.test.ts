import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { Metric } from '../model/index.ts'
import { many } from '../store/db.ts'
import { CATALOGUE, metricsOf } from './catalogue.ts'

const held = testDatabase()

describe('the catalogue', () => {
  test.each(CATALOGUE.map((metric) => [metric.id, metric] as const))(
    '%s reads columns that the migrations have',
    async (_, metric) => {
      const { db } = held.database
      const [table, row] =
        metric.subject === 'tool_days' ? ['user_tool_weeks', 't'] : ['user_weeks', 'w']
      const columns = await many(
        db,
        sql<{ name: string }>`
          select c.column_name as name from information_schema.columns c where c.table_name = ${table}
        `,
      )
      const text = sql`${metric.numerator} ${metric.denominator}`.compile(db).sql
      const used = [...text.matchAll(/\b(\w+)\.(\w+)/g)]
      expect(used.length).toBeGreaterThanOrEqual(2)
      for (const [, alias, column] of used) {
        expect(alias).toBe(row)
        expect(columns.map(({ name }) => name)).toContain(column)
      }
    },
  )

  test('has buckets of every mean of logarithms, with the word for what they hold', async () => {
    const { db } = held.database
    const logs = CATALOGUE.filter(({ kind }) => kind === 'log')
    expect(logs.filter(({ buckets, events }) => !buckets || !events)).toEqual([])
    const columns = sql.join(logs.map(({ buckets }) => buckets))
    expect(await many(db, sql`select ${columns} from user_week_buckets w`)).toEqual([])
  })

  test('gives each metric a definition and a name of its own', () => {
    for (const metric of CATALOGUE) expect(Metric.parse(metric).definition).toMatch(/\.$/)
    expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length)
    expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(CATALOGUE.length)
  })

  test('names guardrails that it has', () => {
    for (const { guardrails } of CATALOGUE)
      expect(metricsOf(guardrails)).toHaveLength(guardrails.length)
  })

  test('finds metrics in its own order, and names them all when asked for one it has not', () => {
    expect(metricsOf(['pr_size', 'pr_throughput']).map(({ id }) => id)).toEqual([
      'pr_throughput',
      'pr_size',
    ])
    expect(() => metricsOf(['velocity'])).toThrow(/no metric "velocity".*pr_throughput/)
  })
})
