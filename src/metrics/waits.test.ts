import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { MONDAY, oneWeek } from '../../test/one-week.ts'
import { dayAfter, type PersonFact, type PullRequestFact } from '../model/index.ts'
import { run } from '../store/db.ts'
import { waitsForPullRequest } from './waits.ts'

const held = testDatabase()
const { empty, person, pulls, week } = oneWeek(held)
const span = { from: '2026-02-02', to: dayAfter(MONDAY, 14) }

beforeEach(empty)

const merged = (day: number): Partial<PullRequestFact> => ({
  merged_at: `${dayAfter(MONDAY, day)}T12:00:00Z`,
})

async function waits(nth: number, who: Partial<PersonFact>, ...merges: Partial<PullRequestFact>[]) {
  await person({ start_date: MONDAY, ...who })
  await pulls(merges, span)
  await week()
  const found = await waitsForPullRequest(held.database.db, nth, sql`select u.id from users u`)
  return found.map(({ days, happened }) => ({ days, happened }))
}

test('are the available days from the first day to that of the merge, both included', async () => {
  expect(await waits(1, {}, merged(8), merged(2))).toEqual([{ days: 3, happened: true }])
  expect(await waits(2, {}, merged(8), merged(2))).toEqual([{ days: 7, happened: true }])
})

test('last until the end of what is known, or of employment, where it has not happened', async () => {
  expect(await waits(3, {}, merged(8), merged(2))).toEqual([{ days: 10, happened: false }])
  expect(await waits(3, { end_date: dayAfter(MONDAY, 3) }, merged(2))).toEqual([
    { days: 3, happened: false },
  ])
})

test('are unknown of who began before anything is known', async () => {
  expect(await waits(1, { start_date: '2026-02-01' }, merged(2))).toEqual([])
})

test('are unknown of who began before the days whose pull requests are kept', async () => {
  expect(await waits(1, {}, merged(8), merged(2))).toHaveLength(1)
  const keep = (from: string | null) =>
    run(held.database.db, sql`update retention set kept_from = ${from}::date`)
  await keep(dayAfter(MONDAY, 7))
  expect(await waitsForPullRequest(held.database.db, 1, sql`select u.id from users u`)).toEqual([])
  await keep(null)
})

test('leave out what counts in no number of pull requests', async () => {
  const agent = { ...merged(0), authorship: 'agent' as const }
  const nothing = { ...merged(0), additions: 0, deletions: 0 }
  expect(await waits(1, {}, agent, nothing, merged(4))).toEqual([{ days: 5, happened: true }])
})
