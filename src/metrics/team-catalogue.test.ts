import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { Metric } from '../model/index.ts'
import { many } from '../store/db.ts'
import { CATALOGUE, metricsOf } from './catalogue.ts'
import { TEAM_CATALOGUE } from './team-catalogue.ts'

const held = testDatabase()

test.each(TEAM_CATALOGUE.map((metric) => [metric.id, metric] as const))(
  '%s reads columns that the migrations have, and says what it is a number of',
  async (_, metric) => {
    const { db } = held.database
    const byTeam = metric.subject === 'deployments' || metric.subject === 'incidents'
    const columns = await many(
      db,
      sql<{ name: string }>`
        select c.column_name as name from information_schema.columns c
        where c.table_name = ${byTeam ? 'team_weeks' : 'user_weeks'}
      `,
    )
    const text = sql`${metric.numerator} ${metric.denominator} ${metric.buckets ?? sql``}`.compile(
      db,
    ).sql
    const used = [...text.matchAll(/\b(\w+)\.(\w+)/g)]
    expect(used.length).toBeGreaterThanOrEqual(2)
    for (const [, alias, column] of used) {
      expect(alias).toBe('w')
      expect(columns.map(({ name }) => name)).toContain(column)
    }
    expect(Metric.parse(metric)).toMatchObject({ of: 'team', id: metric.id })
    expect(metric.definition).toMatch(/\.$/)
    expect(metricsOf(metric.guardrails, TEAM_CATALOGUE)).toHaveLength(metric.guardrails.length)
  },
)

test('no metric of teams bears the name or the key of one of people', () => {
  for (const { id, name } of TEAM_CATALOGUE)
    expect(CATALOGUE.filter((it) => it.id === id || it.name === name)).toEqual([])
})
