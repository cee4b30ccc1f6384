import { expect, test } from 'vitest'
import { codes, covers, facts, given } from '../../../test/fakes/coder/given.ts'
import { aiSessions } from '../../../test/fakes/coder/usage.ts'

test('a session that begins at midnight belongs to one day', async () => {
  const { run, fake } = await given({ licensed: true, count: 50 })
  const days = facts(await run({ time_zone: 'UTC' }), 'tool_days')
  const told = days.filter(({ tool, day }) => tool === 'Coder AI' && day === '2026-08-18')
  const at = Date.parse('2026-08-18T00:00:00Z') / 86_400_000
  const expected = fake.world.people
    .filter(({ username }) => username !== 'ci-bot')
    .map((person) => aiSessions(person, at).length)
    .filter((count) => count > 0)
  const counts = told.map(({ actions }) => Number(actions))
  expect(counts.toSorted()).toEqual(expected.toSorted())
})

test('AI sessions are counted by person and day, and what was written is not read', async () => {
  const { run, fake } = await given({ licensed: true, count: 100 })
  const batches = await run()
  const days = facts(batches, 'tool_days').filter(({ tool }) => tool === 'Coder AI')
  expect(days.length).toBeGreaterThan(50)
  expect(days.every(({ actions, minutes }) => Number(actions) > 0 && minutes === undefined)).toBe(
    true,
  )
  expect(JSON.stringify(batches)).not.toContain('wrote to a machine')
  expect(covers(batches, 'Coder AI').at(-1)).toMatchObject({ to_day: '2026-08-20' })
  const alias = await given({ licensed: true, count: 100, profile: { ai: ['aibridge'] } })
  expect(facts(await alias.run(), 'tool_days')).toEqual(facts(batches, 'tool_days'))
  const member = await run({ token: fake.tokens.template_admin })
  expect(codes(member)).toContain('ai_forbidden')
  expect(covers(member, 'Coder AI')).toEqual([])
})

test('more AI sessions on a day than a page holds are counted once each', async () => {
  const { run, fake } = await given({ licensed: true, count: 1500 })
  const batches = await run({ settings: { usage_from: '2026-08-18' } })
  const told = facts(batches, 'tool_days').filter(
    ({ tool, day }) => tool === 'Coder AI' && day === '2026-08-18',
  )
  const asked = fake.seen.filter(({ query }) => query.get('offset') === '1000')
  expect(asked.length).toBeGreaterThan(0)
  expect(told.reduce((sum, { actions }) => sum + Number(actions), 0)).toBeGreaterThan(1000)
})
