import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { importFacts } from '../../test/facts.ts'
import type { PullRequestFact } from '../model/index.ts'
import { generate } from '../sample/generate.ts'
import { many } from '../store/db.ts'
import { suspectBots } from './suspect-bots.ts'

const held = testDatabase()

test('of a sample organisation the bots are found that their host does not call so, and nobody with an agent', {
  timeout: 120_000,
}, async () => {
  const faults = { bots: 0.05, unflagged_bots: 1 }
  const facts = [...generate({ seed: 1, people: 120, weeks: 30, faults }).pullRequests()]
  const accounts = (which: (fact: PullRequestFact) => boolean) =>
    new Set(facts.filter(which).map(({ account }) => account.username ?? ''))
  const bots = accounts(({ head_branch }) => head_branch?.startsWith('auto/') === true)
  const withAgent = accounts(({ title }) => title?.startsWith('[agent]') === true)
  expect([bots.size, withAgent.size]).toEqual([6, 3])

  await importFacts(held.database, { kind: 'pull_requests', source: 'github', facts })
  await suspectBots(held.database)
  const suspected = await many(
    held.database.db,
    sql<{ username: string }>`select a.username from accounts a where a.bot`,
  )
  expect(new Set(suspected.map(({ username }) => username))).toEqual(bots)
})
