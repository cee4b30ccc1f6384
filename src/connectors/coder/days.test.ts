import { expect, test } from 'vitest'
import { codes, covers, facts, given } from '../../../test/fakes/coder/given.ts'
import { DELETED } from '../../../test/fakes/coder/people.ts'
import { connected } from '../../../test/fakes/coder/usage.ts'

test('days of use are those of the zone, of people, with those who were deleted', async () => {
  const { run, fake } = await given()
  const batches = await run()
  const days = facts(batches, 'tool_days')
  const [from, to] = [Date.parse('2026-08-17T22:00:00Z'), Date.parse('2026-08-18T22:00:00Z')]
  const expected = [...fake.world.people, DELETED]
    .filter(({ username }) => username !== 'ci-bot')
    .flatMap((person) => {
      const seconds = connected(person, from, to)
      const account = { external_id: person.id, username: person.username }
      return seconds > 0
        ? [{ tool: 'Coder', account, day: '2026-08-18', minutes: seconds / 60 }]
        : []
    })
  const told = days.filter(({ day }) => day === '2026-08-18')
  expect(told).toHaveLength(expected.length)
  expect(told).toEqual(expect.arrayContaining(expected))
  expect(days.map(({ account }) => account.username)).not.toContain('ci-bot')
  expect([...new Set(days.map(({ day }) => day))].sort().at(-1)).toBe('2026-08-19')
})

test('each day asks with its own offset, where clocks change too', async () => {
  const now = () => new Date('2026-03-31T12:00:00Z')
  const { run, fake } = await given({ now, count: 5 })
  await run({ settings: { usage_from: '2026-03-28' } })
  const asked = fake.seen.filter(({ path }) => path.endsWith('user-activity'))
  expect(asked.map(({ query }) => [query.get('start_time'), query.get('end_time')])).toEqual([
    ['2026-03-28T00:00:00+01:00', '2026-03-29T00:00:00+01:00'],
    ['2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00'],
    ['2026-03-30T00:00:00+02:00', '2026-03-31T00:00:00+02:00'],
  ])
})

test('a day that is over is covered, with its weekend, and today is not', async () => {
  const { run } = await given()
  const batches = await run({ time_zone: 'UTC' })
  const days = covers(batches, 'Coder').map(({ from_day, to_day }) => [from_day, to_day])
  expect(days).toEqual([
    ['2026-08-10', '2026-08-11'],
    ['2026-08-11', '2026-08-12'],
    ['2026-08-12', '2026-08-13'],
    ['2026-08-13', '2026-08-14'],
    ['2026-08-14', '2026-08-15'],
    ['2026-08-15', '2026-08-18'],
    ['2026-08-18', '2026-08-19'],
    ['2026-08-19', '2026-08-20'],
  ])
})

test('the weekend before a run is covered, and a run on the first day asks for none', async () => {
  const now = () => new Date('2026-08-17T12:00:00Z')
  const { run, fake } = await given({ now })
  const monday = await run({ time_zone: 'UTC', settings: { usage_from: '2026-08-13' } })
  expect(covers(monday, 'Coder').at(-1)).toMatchObject({ to_day: '2026-08-17' })
  fake.seen.length = 0
  const first = await run({ settings: { usage_from: '2026-08-17' } })
  expect(fake.seen.filter(({ path }) => path.endsWith('user-activity'))).toEqual([])
  expect(first.at(-1)?.cursor).toMatchObject({ step: 'done', days: { next: '2026-08-17' } })
})

test('the next run reads two days again, and a year is read unless told otherwise', async () => {
  const { run, fake } = await given({ count: 3 })
  const first = await run({ settings: { usage_from: undefined } })
  const asked = () => fake.seen.filter(({ path }) => path.endsWith('user-activity'))
  expect(asked()).toHaveLength(365)
  const days = await run({}, first.at(-1)?.cursor)
  expect(asked().slice(365)).toHaveLength(2)
  expect(facts(days, 'tool_users')).toHaveLength(11)
})

test('days while insights are off stay unknown when they are on again', async () => {
  let now = new Date('2026-08-13T12:00:00Z')
  const { run, fake } = await given({ now: () => now })
  const first = await run()
  now = new Date('2026-08-17T12:00:00Z')
  fake.world.insights = false
  const second = await run({}, first.at(-1)?.cursor)
  expect(codes(second)).toContain('insights_off')
  expect(covers(second, 'Coder')).toEqual([])
  expect(facts(second, 'tool_users').length).toBeGreaterThan(30)
  now = new Date('2026-08-20T12:00:00Z')
  fake.world.insights = true
  const third = await run({}, second.at(-1)?.cursor)
  expect(covers(third, 'Coder').map(({ from_day, to_day }) => [from_day, to_day])).toEqual([
    ['2026-08-18', '2026-08-19'],
    ['2026-08-19', '2026-08-20'],
  ])
})

test('a token that may not read insights leaves days unknown, until it may', async () => {
  const { run, fake } = await given()
  const batches = await run({ token: fake.tokens.user_admin })
  expect(codes(batches)).toContain('insights_forbidden')
  expect(facts(batches, 'tool_days')).toEqual([])
  const later = await run({}, batches.at(-1)?.cursor)
  expect(covers(later, 'Coder')[0]).toMatchObject({ from_day: '2026-08-10' })
})

test('a server before v2.2 has users and no days', async () => {
  const { run } = await given({ version: 'v2.0' })
  const batches = await run()
  expect(codes(batches)).toContain('insights_missing')
  expect(facts(batches, 'tool_users')).toHaveLength(39)
})
