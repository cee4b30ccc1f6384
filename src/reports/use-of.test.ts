import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { inOrganisation, people } from '../../test/organisation.ts'
import {
  BreakdownSpec,
  CohortSpec,
  DistributionSpec,
  type ReportGround,
  TrendSpec,
} from '../model/index.ts'
import type { Db } from '../store/db.ts'
import { REPORTS } from './registry.ts'

const held = testDatabase()
const asking = { privileged: false, now: new Date('2026-04-01T12:00:00Z') }
const metrics = ['pr_throughput', 'coding_days']

const all = people(40, (i) => ({
  team: `T${i % 20}`,
  values: {
    Coder: i % 2 ? 'account' : 'no account',
    'Coder usage': i % 2 ? 'daily' : i % 4 ? 'none' : 'no account',
    Role: i % 4 < 2 ? 'Backend' : 'Frontend',
  },
  week: () => ({ prs_merged: 1 + (i % 2), coding_days: 3 + (i % 2), tool_days: i % 2 }),
}))

const ASKED: Record<string, (tx: Db, attribute: string) => Promise<ReportGround>> = {
  cohort: (tx, attribute) =>
    REPORTS.cohort.run(tx, CohortSpec.parse({ attribute, metrics }), asking),
  distribution: (tx, attribute) =>
    REPORTS.distribution.run(tx, DistributionSpec.parse({ attribute, metrics }), asking),
  trend: (tx, attribute) => REPORTS.trend.run(tx, TrendSpec.parse({ attribute, metrics }), asking),
  breakdown: (tx, across) =>
    REPORTS.breakdown.run(
      tx,
      BreakdownSpec.parse({ attribute: 'team', across, metrics, filter: [] }),
      asking,
    ),
}

async function warnings(report: string, attribute: string) {
  const answer = await inOrganisation(held.database, { people: all, tool: 'Coder' }, (tx) =>
    (ASKED[report] as (typeof ASKED)['cohort'])(tx, attribute),
  )
  return new Map(answer.warnings.map(({ code, message }) => [code, message]))
}

test.each(Object.keys(ASKED))(
  'the %s report says of every attribute of a tool what its use moves by definition, and of no other',
  async (report) => {
    for (const attribute of ['Coder', 'Coder usage'])
      expect((await warnings(report, attribute)).get('moved_by_use')).toBe(
        `Use of Coder moves coding days by definition: a day with a tool counts as a day of coding. A difference by ${attribute} says nothing of what the tool does, and the impact report refuses it.`,
      )
    const ofRole = await warnings(report, 'Role')
    expect([ofRole.has('moved_by_use'), ofRole.has('users_beside_others')]).toEqual([false, false])
  },
)

test.each(['distribution', 'trend', 'breakdown'])(
  'the %s report never leaves users and others alone: it says how they are compared',
  async (report) => {
    const told = (await warnings(report, 'Coder usage')).get('users_beside_others')
    expect(told).toMatch(/^People are set side by side here as they are, .* cannot say what Coder/)
    expect(told).toContain(
      `npx facet report cohort --attribute 'Coder usage' --metrics pr_throughput,coding_days`,
    )
    expect(told).toContain(
      'npx facet report impact --attribute Coder --metric pr_throughput (/reports/impact?attribute=Coder&metric=pr_throughput).',
    )
  },
)
