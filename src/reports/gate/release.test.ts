import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { bitmapOf } from '../../privacy/bitmap.ts'
import { random } from '../../stats/random.ts'
import { type Db, many, one, run } from '../../store/db.ts'
import * as releases from '../../store/releases.ts'
import { type Releasing, release } from './release.ts'

const held = testDatabase()
const MARCH = { from: '2026-03-02', to: '2026-03-30' }

beforeEach(async () => {
  const { db } = held.database
  for (const table of ['releases', 'released_groups', 'released_answers'])
    await run(db, sql`delete from ${sql.table(table)}`)
})

const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

/** Asks for groups of one metric side by side; whether each is shown. */
async function ask(groups: number[][], more: Partial<Releasing> & { metric?: string } = {}) {
  const { metric = 'pr_throughput', ...rest } = more
  const families = [{ metric, groups: groups.map((members) => ({ members, shown: true })) }]
  const asking = {
    families,
    period: MARCH,
    minimum: 5,
    day: '2026-04-01',
    actor: 'user:1',
    ...rest,
  }
  return (await release(held.database.db, asking)).shown[0]
}

describe('a group is refused that differs from one that was shown by fewer than the minimum', () => {
  test.each([
    ['three fewer', ids(4, 21)],
    ['four more', ids(1, 25)],
  ])('%s', async (_, others) => {
    expect(await ask([ids(1, 21)])).toEqual([true])
    expect(await ask([others], { actor: 'user:2' })).toEqual([false])
    expect(await ask([ids(1, 21)])).toEqual([true])
  })

  test.each([
    ['five fewer', ids(6, 21), {}],
    ['the same people', ids(1, 21), {}],
    ['one who came and one who went', ids(2, 22), {}],
    ['of another metric', ids(4, 21), { metric: 'pr_size' }],
    ['of days before', ids(4, 21), { period: { from: '2026-02-02', to: '2026-03-02' } }],
  ])('but not %s', async (_, others, more) => {
    await ask([ids(1, 21)])
    expect(await ask([others], more)).toEqual([true])
  })

  test('and in days that overlap', async () => {
    await ask([ids(1, 21)])
    const period = { from: '2026-03-23', to: '2026-04-20' }
    expect(await ask([ids(4, 21)], { period })).toEqual([false])
  })

  test('and in days that overlap of one answer', async () => {
    const later = { from: '2026-03-23', to: '2026-04-20' }
    const families = [
      { metric: 'pr_throughput', groups: [{ members: ids(1, 21), shown: true }] },
      { metric: 'pr_throughput', period: later, groups: [{ members: ids(4, 21), shown: true }] },
    ]
    const it = { families, period: MARCH, minimum: 5, day: '2026-05-01', actor: 'user:1' }
    expect((await release(held.database.db, it)).shown).toEqual([[true], [false]])
  })

  test('with the minimum of the day', async () => {
    await ask([ids(1, 21)])
    expect(await ask([ids(4, 21)], { minimum: 3 })).toEqual([true])
    expect(await ask([ids(8, 21)], { minimum: 10 })).toEqual([false])
  })
})

describe('a group is refused from which too few follow by adding and subtracting', () => {
  test('two that were shown, all but three of it', async () => {
    await ask([ids(1, 21)])
    await ask([ids(21, 41)], { actor: 'user:2' })
    expect(await ask([ids(1, 44)])).toEqual([false])
    expect(await ask([ids(1, 46)])).toEqual([true])
  })

  test('two beside it in the same answer', async () => {
    expect(await ask([ids(1, 26), ids(26, 46), ids(1, 49)])).toEqual([true, false, false])
  })

  test('but not what was shown before, whatever follows from it', async () => {
    await ask([ids(1, 21), ids(21, 41)])
    await ask([ids(1, 44)], { minimum: 3 })
    expect(await ask([ids(1, 44), ids(50, 60)])).toEqual([true, true])
  })
})

test.each([
  [60, false],
  [400, true],
])(
  'steps about all but three of %i people are shown beside their sum: %s',
  async (people, shown) => {
    const steps = ids(4, people + 1)
    const families = [
      { metric: 'pr_throughput', groups: [{ members: steps, often: steps, shown: true }] },
    ]
    await ask([ids(1, people + 1)])
    expect(await ask([], { families })).toEqual([shown])
  },
)

test.each([
  ['of a metric without steps, such as how many there are', 'people', true],
  ['of a metric that adds up step by step', 'pr_throughput', false],
])('two halves and a whole with three more, %s: shown %s', async (_, metric, shown) => {
  const half = '2026-03-16'
  await ask([ids(1, 51)], { metric: 'trend pr_throughput', period: { ...MARCH, to: half } })
  await ask([ids(1, 51)], { metric, period: { ...MARCH, to: half } })
  await ask([ids(11, 61)], { metric, period: { ...MARCH, from: half } })
  expect(await ask([ids(1, 64)], { metric })).toEqual([shown])
})

test('what is refused leaves no other group alone to be subtracted', async () => {
  await ask([ids(1, 21)])
  expect(await ask([ids(4, 21), ids(30, 50), ids(50, 60)])).toEqual([false, true, false])
  const kept = await many(
    held.database.db,
    sql<{ people: number }>`
    select g.people from released_groups g order by 1
  `,
  )
  expect(kept).toEqual([{ people: 20 }, { people: 20 }])
})

test('two who ask at once are not both shown', async () => {
  const both = await Promise.all([ask([ids(1, 21)]), ask([ids(1, 23)], { actor: 'user:2' })])
  expect(both.flat().filter((shown) => shown)).toHaveLength(1)
})

test('what is shown anew stands in the audit log with who asked; what was shown before does not', async () => {
  const { db } = held.database
  const entries = () =>
    one(
      db,
      sql<{ n: number }>`
      select count(*) as n from audit_log a where a.action = 'reports.release' and a.actor = 'user:77'
    `,
    )
  await ask([ids(1, 21)], { actor: 'user:77' })
  await ask([ids(1, 21)], { actor: 'user:77' })
  expect(await entries()).toEqual({ n: 1 })
})

test('what was shown is forgotten with the weeks that it was made of', async () => {
  const { db } = held.database
  await ask([ids(1, 21)])
  await run(
    db,
    sql`
    with person as (
      insert into users (email, name, created_in, changed_in) values ('w@example.com', 'W', 1, 1) returning id
    )
    insert into user_weeks (user_id, week, scheduled_days) select p.id, '2026-03-09', 5 from person p
  `,
  )
  expect(await releases.expire(db)).toBe(0)
  await run(db, sql`delete from user_weeks`)
  expect(await releases.expire(db)).toBe(1)
  expect(await ask([ids(4, 21)])).toEqual([true])
})

test('a thousand groups of ten thousand people were shown: another is decided in a tenth of a second', async () => {
  const { db } = held.database
  await db.transaction().execute((tx) => fill(tx))
  const members = some(10_000, 7_777_777)
  const started = performance.now()
  expect(await ask([members])).toEqual([true])
  const ms = performance.now() - started
  expect(ms).toBeLessThan(400)
})

/** A thousand groups whose sizes differ by so few that any could lie within another. */
async function fill(tx: Db) {
  const groups = Array.from({ length: 1_000 }, (_, n) => {
    const members = some(9_996 + (n % 4), n)
    const total = members.reduce((sum, id) => sum + id, 0)
    const bitmap = bitmapOf(members)
    return {
      metric: 'pr_throughput',
      period: MARCH,
      hash: `${n}`,
      people: members.length,
      total,
      members: bitmap,
    }
  })
  await releases.add(tx, groups, { day: '2026-04-01', entry: 1 })
}

/** So many of a hundred thousand people, others for each seed. */
function some(count: number, seed: number): number[] {
  const { int } = random(seed)
  const drawn = new Set<number>()
  while (drawn.size < count) drawn.add(1 + int(100_000))
  return [...drawn]
}
