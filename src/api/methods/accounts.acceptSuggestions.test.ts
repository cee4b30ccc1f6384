import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { rollup } from '../../metrics/rollup.ts'
import * as weeks from '../../store/weeks.ts'

const { held, call, refusal } = testApp()

beforeAll(async () => {
  await given.people(held.database, [
    { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' },
    { email: 'grace.hopper@example.com', name: 'Grace Hopper' },
    { email: 'jane.doe@example.com', name: 'Jane Doe' },
    { email: 'john.doe@example.com', name: 'John Doe' },
  ])
  const day = { tool: 'Coder', day: '2026-02-03' }
  await importFacts(held.database, {
    kind: 'tool_days',
    source: 'coder',
    facts: [
      { ...day, account: { username: 'adalovelace' } },
      { ...day, account: { username: 'ghopper' } },
      { ...day, account: { username: 'gracehopper1' } },
      { ...day, account: { username: 'jdoe' } },
      { ...day, account: { username: 'jane.doe', bot: true } },
    ],
    options: { from: '2026-02-02', to: '2026-02-09' },
  })
  await rollup(held.database)
})

const accept = (args: { score: number; dry_run?: boolean; source?: string }) =>
  call('accounts.acceptSuggestions', args)
const waiting = async () =>
  (await call('accounts.list', {})).accounts.map(({ username }) => username)

test('a preview counts and lists what leaves no choice, the surest first, and links nothing', async () => {
  const preview = await accept({ score: 0.5, dry_run: true })
  expect(preview).toMatchObject({ id: null, dry_run: true, total: 2 })
  expect(
    preview.links.map(({ account, user, score }) => [account.username, user.name, score]),
  ).toEqual([
    ['adalovelace', 'Ada Lovelace', 0.9],
    ['gracehopper1', 'Grace Hopper', 0.9],
  ])
  expect(await waiting()).toHaveLength(4)
})

test('accepts those above the score alone, of the source alone', async () => {
  expect(await accept({ score: 0.95, dry_run: true })).toMatchObject({ total: 0 })
  expect(await accept({ score: 0.5, source: 'github', dry_run: true })).toMatchObject({ total: 0 })
})

test('accepts them in one act, whose weeks are counted anew, and takes it back as one', async () => {
  expect(await weeks.dirty(held.database.db)).toBe(0)
  const { id, total } = await accept({ score: 0.9 })
  expect(total).toBe(2)
  expect(await waiting()).toEqual(['ghopper', 'jdoe'])
  expect(await weeks.dirty(held.database.db)).toBeGreaterThanOrEqual(2)
  const { accounts } = await call('accounts.list', { linked: true, q: 'adalove' })
  await call('accounts.link', { id: accounts[0]?.id ?? '', email: 'jane.doe@example.com' })
  expect(await call('accounts.unlink', { accepted: id ?? '' })).toMatchObject({ unlinked: 1 })
  expect(await waiting()).toEqual(['ghopper', 'gracehopper1', 'jdoe'])
  expect(await accept({ score: 0.9, dry_run: true })).toMatchObject({ total: 1 })
})

test('an acceptance of nothing has nothing to take back', async () => {
  expect(await accept({ score: 1 })).toMatchObject({ id: null, total: 0, links: [] })
})

test('needs the scope users:write, and a score that says something', async () => {
  const score = { score: 0.9 }
  expect(
    await refusal('accounts.acceptSuggestions', score, { scopes: ['users:read'] }),
  ).toMatchObject({ error: 'not_authorized' })
  expect(await refusal('accounts.acceptSuggestions', { score: 0.4 })).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'score' }] },
  })
})
