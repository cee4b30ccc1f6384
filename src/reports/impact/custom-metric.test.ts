import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../../test/organisation.ts'
import { ImpactSpec } from '../../model/index.ts'
import { run } from '../../store/db.ts'
import { impactReport } from '../impact.ts'

const held = testDatabase()
const WEEKS = 60
const ADOPTION = 32

/** Twenty people in ten teams of two who merge more from the day on that they adopt, and twenty who never do. */
const ORGANISATION = people(40, (i): GivenPerson => {
  const adopts = i < 20
  const team = Math.floor(i / 2)
  return {
    team: `T${team}`,
    values: { Coder: adopts ? 'account' : 'no account' },
    week: (n) => ({
      prs_merged: adopts && n >= ADOPTION && team % 2 === 0 ? 4 : 2,
      tool_days: adopts && n >= ADOPTION ? 2 : 0,
    }),
  }
})

test('a metric of the organisation that says the same as one of Facet has the same impact', async () => {
  const given = { people: ORGANISATION, tool: 'Coder', weeks: WEEKS }
  const [own, built] = await inOrganisation(held.database, given, async (tx) => {
    await run(
      tx,
      sql`
        with made as (
          insert into custom_metrics (key, name, definition, unit, direction, code, purpose, created_in, changed_in)
          values ('merges', 'Merges', 'Merges.', 'merges', 'higher', 'C', 'To learn.', 1, 1)
          returning id
        )
        insert into user_week_custom (user_id, week, metric_id, num, den)
        select w.user_id, w.week, m.id, w.prs_merged, w.code_days from user_weeks w cross join made m
      `,
    )
    const ask = (metric: string) =>
      impactReport(tx, ImpactSpec.parse({ attribute: 'Coder', metric }), {
        privileged: false,
        now: new Date('2027-04-01T12:00:00Z'),
      })
    return [await ask('merges'), await ask('pr_throughput')]
  })
  expect(own?.metric).toMatchObject({ id: 'merges', unit: 'merges per 5 days' })
  expect(own?.effect).not.toBeNull()
  expect(own?.effect).toEqual(built?.effect)
  expect(own?.sentence).toContain('merges after adopting Coder')
})
