import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'

const { held, call, refusal } = testApp()

beforeAll(async () => {
  await given.people(held.database, [{ email: 'ada@example.com', coder_username: 'ada' }])
  const days = (username: string, bot = false) =>
    [3, 4, 5].map((n) => ({ tool: 'Coder', day: `2026-02-0${n}`, account: { username, bot } }))
  await importFacts(held.database, {
    kind: 'tool_days',
    source: 'coder',
    facts: [...days('ada'), ...days('stranger'), ...days('robot', true)],
    options: { from: '2026-02-02', to: '2026-02-09' },
  })
})

test('counts by source what waits for a person, and the facts that hang on it; bots do not count', async () => {
  expect((await call('accounts.unmatched', {})).sources).toEqual([
    { source: 'coder', accounts: 2, unmatched: 1, facts: 6, unmatched_facts: 3 },
  ])
  const [stranger] = (await call('accounts.list', {})).accounts
  await call('accounts.link', { id: stranger?.id ?? '' })
  expect((await call('accounts.unmatched', {})).sources).toMatchObject([
    { unmatched: 0, facts: 6, unmatched_facts: 0 },
  ])
})

test('needs the scope users:read', async () => {
  expect(await refusal('accounts.unmatched', {}, { scopes: [] })).toMatchObject({
    error: 'not_authorized',
  })
})
