import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { importFacts } from '../../test/facts.ts'
import * as given from '../../test/given.ts'
import { many, one } from '../store/db.ts'
import { importerOf } from './importer.ts'

const held = testDatabase()

test('without a server, facts have bots, weeks and usage levels follow them, once however many follow', async () => {
  const { database } = held
  await given.people(database, [{ email: 'ada@example.com' }])
  const [use, pull] = [
    { tool: 'Coder', account: { email: 'ada@example.com' }, day: '2026-02-27', minutes: 60 },
    {
      repo: 'web',
      number: 1,
      account: { username: 'release-bot' },
      opened_at: '2026-02-27T08:00:00Z',
    },
  ]
  const known = { options: { from: '2026-01-05', to: '2026-03-02' }, now: given.NOW }
  await importFacts(database, { kind: 'tool_days', facts: [use], ...known })
  await importFacts(database, { kind: 'pull_requests', source: 'github', facts: [pull], ...known })

  const steps: string[] = []
  const { follow } = importerOf(database, given.NOW)
  await Promise.all([follow((step) => steps.push(step)), follow(() => {})])
  expect(steps.at(0)).toBe('Looking for bots')
  expect(steps).toContainEqual(expect.stringMatching(/^Counting weeks: \d+ of \d+$/))
  expect(steps.at(-1)).toBe('Computing usage levels')
  const levels = sql`
    select a.name, ua.value
    from user_attributes ua
    join attributes a on a.id = ua.attribute_id
    where ua.source = 'facet'
    order by ua.valid_from
  `
  expect(await many(database.db, levels)).toEqual([
    { name: 'Coder usage', value: 'unknown' },
    { name: 'Coder usage', value: 'none' },
  ])
  const done = sql`
    select (select count(*) from accounts a where a.bot) as bots, (select count(*) from dirty_weeks) as dirty,
      (select count(*) from audit_log l where l.action in ('bots.suspect', 'usageLevels.recompute')) as deeds
  `
  expect(await one(database.db, done)).toEqual({ bots: 1, dirty: 0, deeds: 2 })
})
