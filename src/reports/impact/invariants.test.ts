import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenPerson, inOrganisation } from '../../../test/organisation.ts'
import { ImpactSpec } from '../../model/index.ts'
import { ADOPTER, CONTROL } from '../../stats/panel/sums.ts'
import { impactReport } from '../impact.ts'
import { drawPanel } from './draw-panel.ts'
import { drawPeople } from './draw-people.ts'
import { measuredStudy } from './draw-studies.ts'
import { questionOf } from './question.ts'

const held = testDatabase()
const viewer = { privileged: false }
const WEEKS = 36

const person: fc.Arbitrary<GivenPerson> = fc
  .record({
    adopts: fc.option(fc.constantFrom(16, 20)),
    known_until: fc.constantFrom(WEEKS, WEEKS, 12),
    team: fc.constantFrom('A', 'B', 'C', 'D'),
    merges: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }),
  })
  .map(({ adopts, known_until, team, merges }) => ({
    team,
    values: { Coder: adopts === null ? 'no account' : 'account' },
    week: (n) =>
      n < known_until
        ? { prs_merged: merges[n % 5], tool_days: adopts !== null && n >= adopts ? 2 : 0 }
        : undefined,
  }))

function ask(all: GivenPerson[], minimum_group: number) {
  const people = [...all, { values: { Coder: 'account' }, writes_code: false }]
  const given = { people, minimum_group, tool: 'Coder', weeks: WEEKS }
  return inOrganisation(held.database, given, async (tx) => {
    const args = ImpactSpec.parse({ attribute: 'Coder' })
    const question = await questionOf(tx, args, viewer)
    const drawn = await drawPeople(tx, question)
    const studied = drawn.filter(({ reason }) => reason === null)
    const { roles } = measuredStudy(question.metric, await drawPanel(tx, question, studied))
    const count = (role: number) => roles.filter((bits) => bits & role).length
    const answer = await impactReport(tx, args, viewer)
    return { answer, adopters: count(ADOPTER), controls: count(CONTROL) }
  })
}

describe('whatever the organisation', () => {
  test('an impact tells nothing of fewer adopters or controls than the minimum', {
    timeout: 120_000,
  }, async () => {
    const some = fc.array(person, { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(some, fc.constantFrom(3, 5, 8), async (all, least) => {
        const { answer, adopters, controls } = await ask(all, least)
        const { people, teams, effect, widened, observed, expected, curve, checks } = answer
        const few = Math.min(adopters, controls) < least
        if (few) expect({ people, teams }).toEqual({ people: NONE, teams: NONE })
        if (few) expect([effect, widened, observed, expected, curve, checks]).toEqual(NOTHING)
        expect(answer.exclusions.filter((it) => it.people < Math.min(least, 5))).toEqual([])
        if (effect === null) expect(answer.sentence).toMatch(/is not shown/)
      }),
      { numRuns: 40 },
    )
  })
})

const NONE = { adopters: null, controls: null }
const NOTHING = [null, null, null, null, [], []]
