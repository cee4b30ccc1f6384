import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { inOrganisation, MONDAY } from '../../../test/organisation.ts'
import { AdoptionSpec, dayAfter, type UsageLevel } from '../../model/index.ts'
import { type Db, run } from '../../store/db.ts'
import { drawWeeks } from './draw-weeks.ts'
import { questionOf } from './question.ts'
import { drawMembers } from './week-families.ts'

const held = testDatabase()
const WEEKS = 6
const asking = { privileged: true, now: new Date('2026-03-30T12:00:00Z') }

const day = fc.integer({ min: -20, max: 7 * WEEKS + 20 }).map((days) => dayAfter(MONDAY, days))
const span = fc.tuple(day, day).map((days) => days.toSorted() as [string, string])

/** Somebody employed for a while, with levels that hold for some days, several on one day among them. */
interface Somebody {
  employed: [string, string]
  levels: { level: UsageLevel; held: [string, string] }[]
  role: string
}

const somebody: fc.Arbitrary<Somebody> = fc.record({
  employed: span,
  levels: fc.array(
    fc.record({
      level: fc.constantFrom('daily', 'weekly', 'monthly', 'none', 'unknown'),
      held: span,
    }),
    { maxLength: 4 },
  ),
  role: fc.constantFrom('Backend', 'Data'),
})

/** Several values on one day, as a person has them of one source beside another. */
async function withLevels(tx: Db, all: readonly Somebody[]): Promise<void> {
  const rows = all.flatMap(({ levels }, i) => levels.map((it) => ({ id: i + 1, ...it })))
  const [from, to] = [0, 1].map((end) => rows.map((it) => it.held[end] as string))
  await run(
    tx,
    sql`
      insert into user_attributes (id, user_id, attribute_id, value, valid_from, valid_to, source, created_in, changed_in)
      overriding system value
      select 1000 + l.nth, l.user_id, a.id, l.value, l.valid_from, l.valid_to, 'test', 1, 1
      from attributes a
      cross join unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ level }) => level)}::text[], ${from}::date[], ${to}::date[])
        with ordinality l(user_id, value, valid_from, valid_to, nth)
      where a.name = 'Coder usage'
    `,
  )
}

/** Somebody long gone, by whom both roles are known. */
const LEFT: Somebody = { employed: ['2000-01-03', '2000-01-04'], levels: [], role: 'Backend' }

const holds = ([from, to]: [string, string], on: string) => from <= on && on < to

/** Of each week who is there on its last day, with the level: of several the first by name. */
function byDay(all: readonly Somebody[], isAsked: (one: Somebody) => boolean) {
  return Array.from({ length: WEEKS }, (_, n) => {
    const on = dayAfter(MONDAY, 7 * n + 6)
    return all.flatMap((one, i) => {
      if (!isAsked(one) || !holds(one.employed, on)) return []
      const levels = one.levels.filter((it) => it.level !== 'unknown' && holds(it.held, on))
      return [{ id: i + 1, level: levels.map(({ level }) => level).sort()[0] ?? 'unknown' }]
    })
  })
}

test('a week counts who is there on its last day, whatever begins and ends within weeks', async () => {
  const some = fc.array(somebody, { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(some, fc.boolean(), async (all, filtered) => {
      const people = [...all, LEFT].map(({ employed: [start_date, end_date], role }) => ({
        ...{ start_date, end_date, week: () => ({}) },
        values: { Role: role, 'Coder usage': ['none', '2000-01-01', '2000-01-02'] as Value },
      }))
      const given = { people, tool: 'Coder', weeks: WEEKS }
      const to = dayAfter(MONDAY, 7 * WEEKS)
      const spec = { from: MONDAY, to, filter: filtered ? ['Role=Backend'] : [] }
      const drawn = await inOrganisation(held.database, given, async (tx) => {
        await withLevels(tx, all)
        const question = await questionOf(tx, AdoptionSpec.parse(spec), asking)
        const weeks = await drawWeeks(tx, question)
        const mondays = weeks.map(({ week }) => week)
        return { weeks, members: await drawMembers(tx, question, mondays) }
      })
      const wanted = byDay(all, ({ role }) => !filtered || role === 'Backend')
      wanted.forEach((people, n) => {
        const week = dayAfter(MONDAY, 7 * n)
        const counts = Object.fromEntries(
          [...Map.groupBy(people, ({ level }) => level)].map(([level, of]) => [level, of.length]),
        )
        expect(drawn.weeks.find((it) => it.week === week)?.levels ?? {}).toEqual(counts)
        const members = drawn.members.find((it) => it.week === week)
        const idsOf = (of: typeof people) => of.map(({ id }) => id)
        expect(members?.people.toSorted((a, b) => a - b) ?? []).toEqual(idsOf(people))
        expect(members?.known.toSorted((a, b) => a - b) ?? []).toEqual(
          idsOf(people.filter(({ level }) => level !== 'unknown')),
        )
      })
    }),
    { numRuns: 20 },
  )
})

type Value = [string, string, string]
