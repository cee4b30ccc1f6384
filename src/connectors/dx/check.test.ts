import { afterEach, expect, test } from 'vitest'
import {
  type CallerOptions,
  dxContext,
  type FakeDx,
  startDx,
} from '../../../test/fakes/dx/start.ts'
import { dxAttribute, dxUsers } from '../../../test/fakes/dx/world.ts'
import { dx } from './dx.ts'

const started: FakeDx[] = []
afterEach(() => Promise.all(started.splice(0).map((fake) => fake.close())))

async function checked(how: CallerOptions = {}) {
  const fake = await startDx({
    users: dxUsers(3),
    attributes: [dxAttribute('Level'), dxAttribute('Pay band', { privileged: true })],
    groups: [{ name: 'A', members: [] }],
  })
  started.push(fake)
  const checks = await dx.test(dxContext(fake, how))
  return { fake, checks, outcomes: checks.map(({ what, outcome }) => [what, outcome]) }
}

test('a token with every scope passes, in five small calls', async () => {
  const { checks, fake, outcomes } = await checked()
  expect(outcomes.map(([, outcome]) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
  expect(checks.map(({ message }) => message).join(' ')).toContain('3 people are visible.')
  expect(checks[0]?.message).toContain('never shown privileged attributes')
  expect(fake.seen).toHaveLength(5)
  expect(fake.seen.find(({ path }) => path === '/users.list')?.query.get('page_size')).toBe('1')
})

test('missing scopes are named, with what they are needed for', async () => {
  const { checks, outcomes } = await checked({ token: 'teams' })
  expect(checks[0]?.message).toContain('It lacks users:read, user_groups:read, users:write.')
  expect(outcomes).toEqual([
    ['Token', 'limited'],
    ['People', 'failed'],
    ['Attributes', 'ok'],
    ['Teams', 'ok'],
    ['Groups', 'limited'],
  ])
  expect(checks[1]?.message).toContain('needs the scope users:read')
})

test('a personal token is told what it sees and what is left out', async () => {
  const { checks } = await checked({ token: 'personal' })
  expect(checks[0]?.message).not.toContain('privileged')
  expect(checks[2]?.message).toContain('Left out, as hidden or privileged: Pay band.')
})

test('an attribute that is named and not shown is told', async () => {
  const { checks } = await checked({ settings: { attributes: ['level', 'Pay band'] } })
  expect(checks[2]).toMatchObject({ outcome: 'limited' })
  expect(checks[2]?.message).toContain('does not show Pay band')
})

test('a wrong token ends the test, and is not repeated', async () => {
  const { checks } = await checked({ token: 'wrong-secret' })
  expect(checks).toMatchObject([{ what: 'Token', outcome: 'failed' }])
  expect(JSON.stringify(checks)).not.toContain('wrong-secret')
})
