import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import {
  type GivenOrganisation,
  type GivenPerson,
  inOrganisation,
} from '../../test/organisation.ts'
import { CohortSpec } from '../model/index.ts'
import { cohortReport } from './cohort.ts'

const held = testDatabase()
const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }

function report(given: GivenOrganisation, spec: Partial<CohortSpec> = {}) {
  const args = CohortSpec.parse({ attribute: 'Coder', metrics: ['pr_throughput'], ...spec })
  return inOrganisation(held.database, given, (tx) => cohortReport(tx, args, asking))
}

function people(count: number, make: (i: number) => GivenPerson): GivenPerson[] {
  return Array.from({ length: count }, (_, i) => make(i))
}

describe('a cohort report', () => {
  test('gives the mean of the values of the people', async () => {
    const answer = await report({
      people: [
        ...people(10, (i) => ({
          values: { Coder: 'account' },
          team: `T${i}`,
          week: () => ({ prs_merged: i < 5 ? 2 : 4 }),
        })),
        ...people(10, (i) => ({
          values: { Coder: 'no account' },
          team: `T${i}`,
          week: () => ({ prs_merged: i < 5 ? 1 : 3 }),
        })),
      ],
    })
    expect(answer.metrics[0]?.cohorts.map(({ estimate }) => estimate)).toEqual([3, 2])
  })
})
