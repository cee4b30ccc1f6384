import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { inOrganisation, MONDAY, people } from '../../../test/organisation.ts'
import { CohortSpec, dayAfter, daysBetween, type Period, TrendSpec } from '../../model/index.ts'
import { idsOf } from '../../privacy/bitmap.ts'
import { type Row, withVector } from '../../privacy/echelon.ts'
import { type Db, many } from '../../store/db.ts'
import { cohortReport } from '../cohort.ts'
import { trendReport } from '../trend.ts'

const held = testDatabase()
const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }
const WEEKS = 8

/** Two cohorts, of each of which all but three are of one level, so that these three are the others. The first person may be away. */
const crowd = (away: readonly number[]) =>
  people(64, (i) => ({
    values: { Coder: i % 2 ? 'account' : 'no account', Level: i < 58 ? 'L1' : 'L2' },
    week: (n) => (i === 0 && away.includes(n) ? undefined : { prs_merged: i % 4 }),
  }))
const partOf = (id: number) => ((id - 1) % 2) + (id <= 58 ? 0 : 2)
const [PARTS, FEW] = [4, [2, 3]]

interface Piece {
  kind: 'cohort' | 'week' | 'four_weeks'
  from: number
  to: number
  all: boolean
}

const kind = fc.constantFrom<Piece['kind']>('cohort', 'week', 'four_weeks')

/** The same weeks asked for at once of all or of all but a few, and in pieces of the others; the first at any time. */
const questions = fc
  .record({
    cuts: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 3 }),
    kinds: fc.array(kind, { minLength: 4, maxLength: 4 }),
    whole: kind,
    at: fc.nat({ max: 4 }),
    all: fc.boolean(),
  })
  .map(({ cuts, kinds, whole, at, all }) => {
    const pieces = [...cuts, WEEKS].map((to, i) => ({
      kind: kinds[i] as Piece['kind'],
      from: cuts[i - 1] ?? 0,
      to,
      all: !all,
    }))
    return pieces.toSpliced(at, 0, { kind: whole, from: 0, to: WEEKS, all })
  })

async function ask(tx: Db, { kind, from, to, all }: Piece) {
  const spec = {
    attribute: 'Coder',
    metrics: ['pr_throughput'],
    from: dayAfter(MONDAY, 7 * from),
    to: dayAfter(MONDAY, 7 * to),
    filter: all ? [] : ['Level=L1'],
  }
  if (kind === 'cohort') return cohortReport(tx, CohortSpec.parse(spec), asking)
  const grain = kind === 'four_weeks' && to - from < 4 ? 'week' : kind
  return trendReport(tx, TrendSpec.parse({ ...spec, grain }), asking)
}

/** What each shown number adds up, by places: a part of the people in a week each. What the first person does is taken as known. */
async function sums(tx: Db): Promise<number[][]> {
  const shown = await many(
    tx,
    sql<Period & { members: string }>`
      select r.from_day as "from", r.to_day as "to", encode(g.members, 'base64') as members
      from releases r
      join released_groups g on g.hash = r.group_hash
      where r.metric in ('pr_throughput', 'trend pr_throughput')
    `,
  )
  return shown.map(({ from, to, members }) => {
    const ids = idsOf(Buffer.from(members, 'base64')).filter((id) => id !== 1)
    const parts = [...new Set(ids.map(partOf))]
    const [first, last] = [daysBetween(MONDAY, from) / 7, daysBetween(MONDAY, to) / 7]
    return parts.flatMap((part) =>
      Array.from({ length: last - first }, (_, n) => (first + n) * PARTS + part),
    )
  })
}

function rank(vectors: readonly number[][]): number {
  const none: readonly Row[] = []
  return vectors.reduce((rows, vector) => withVector(rows, vector, WEEKS * PARTS), none).length
}

test('of weeks that were asked for at once and in pieces nothing follows about the few by whom they differ', async () => {
  await fc.assert(
    fc.asyncProperty(questions, fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]), async (asked, away) => {
      const shown = await inOrganisation(held.database, { people: crowd(away) }, async (tx) => {
        for (const piece of asked) await ask(tx, piece)
        return sums(tx)
      })
      expect(shown.length).toBeGreaterThan(0)
      for (const few of FEW) {
        const others = shown.map((places) => places.filter((place) => place % PARTS !== few))
        expect(rank(shown) - rank(others)).toBe(0)
      }
    }),
    { numRuns: 15 },
  )
})
