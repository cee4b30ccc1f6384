import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contextFor } from '../../../test/fakes/coder/context.ts'
import { collect } from '../../../test/fakes/coder/given.ts'
import type { Version } from '../../../test/fakes/coder/profile.ts'
import { type FakeCoder, startCoder } from '../../../test/fakes/coder/start.ts'
import type { Batch, Cursor } from '../connector.ts'
import { coder } from './coder.ts'

/** Where a run is killed: after so many batches, of which the last was perhaps not kept. */
interface Kill {
  after: number
  lost: boolean
}

const settings = { usage_from: '2026-08-12', workspaces: true, groups: true }
const contextOf = (fake: FakeCoder) =>
  contextFor(fake, { token: fake.tokens.owner, time_zone: 'America/New_York', settings })

/** What is kept of runs that are killed at these points, each begun anew from the cursor that was kept. */
async function killed(fake: FakeCoder, kills: Kill[]): Promise<Batch[]> {
  const kept: Batch[] = []
  let cursor: Cursor | null = null
  for (const { after, lost } of kills) {
    const batches: Batch[] = []
    for await (const batch of coder.sync(contextOf(fake), cursor)) {
      batches.push(batch)
      if (batches.length >= after) break
    }
    if (lost) batches.pop()
    kept.push(...batches)
    cursor = asKept(batches.at(-1)?.cursor ?? cursor)
    if (cursor?.step === 'done') return kept
  }
  return [...kept, ...(await collect(coder.sync(contextOf(fake), cursor)))]
}

/** As a database gives it back. */
const asKept = (cursor: Cursor | null): Cursor | null => JSON.parse(JSON.stringify(cursor))

/** All that batches tell, each statement once, whatever their order. */
function union(batches: Batch[]): string[] {
  const told = batches.flatMap(({ facts, covers = [], left = [] }) => [
    ...Object.entries(facts).flatMap(([kind, list]) => list.map((fact) => [kind, fact])),
    ...covers,
    ...left,
  ])
  return [...new Set(told.map((it) => JSON.stringify(it)))].sort()
}

/** Requests for pages and days, without those by which each run finds out where it is. */
function pagesAsked({ seen }: FakeCoder): number {
  return seen.filter(
    ({ method, path, query }) =>
      method === 'GET' && !path.endsWith('/me') && query.get('limit') !== '1',
  ).length
}

const kill = fc.record({ after: fc.integer({ min: 1, max: 12 }), lost: fc.boolean() })

test.each<Version>(['v2.10', 'v2.22', 'v2.36'])(
  '%s: a run that is killed anywhere tells the same in the end, and asks at most one page twice',
  async (version) => {
    const fake = await startCoder({ version, count: 1020, licensed: true })
    const whole = await killed(fake, [])
    const [expected, pages] = [union(whole), pagesAsked(fake)]
    expect(whole.length).toBeGreaterThan(20)
    await fc.assert(
      fc.asyncProperty(fc.array(kill, { minLength: 1, maxLength: 6 }), async (kills) => {
        fake.seen.length = 0
        expect(union(await killed(fake, kills))).toEqual(expected)
        expect(pagesAsked(fake)).toBeLessThanOrEqual(pages + kills.length)
      }),
      { numRuns: 8 },
    )
    await fake.close()
  },
  60_000,
)

test('a cursor of another time or kind begins from the beginning', async () => {
  const fake = await startCoder({ count: 3 })
  const context = contextFor(fake, { settings: { usage_from: '2026-08-18' } })
  const fresh = await collect(coder.sync(context, null))
  expect(await collect(coder.sync(context, { page: 7 }))).toEqual(fresh)
  await fake.close()
})
