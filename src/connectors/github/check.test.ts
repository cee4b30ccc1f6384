import { expect, test } from 'vitest'
import { connect } from '../../../test/fakes/github/connect.ts'
import { merged, person, repository, world } from '../../../test/fakes/github/world.ts'
import { github } from './github.ts'

const ann = person('ann', 1)
const acme = () =>
  world([repository('app', [merged(1, ann, 0)])], {
    members: [ann],
    teams: [{ id: 'T', name: 'T', members: [ann] }],
  })

const outcomes = async ({ context }: Awaited<ReturnType<typeof connect>>) =>
  Object.fromEntries(
    (await github.test(context)).map(({ what, outcome }) => [what, outcome] as const),
  )

const ALL = {
  account: 'ok',
  members: 'ok',
  teams: 'ok',
  repositories: 'ok',
  'pull requests': 'ok',
  deployments: 'ok',
  'pipeline runs': 'ok',
}

test('a token that may read everything passes, with a call for each kind of thing', async () => {
  const connected = await connect(acme())
  expect(await outcomes(connected)).toEqual(ALL)
  expect(connected.fake.calls).toHaveLength(7)
  const [account] = await github.test(connected.context)
  expect(account?.message).toBe(
    'Signed in as machine. 4321 of 5000 points are left until 2026-06-01T13:00:00Z.',
  )
})

test.each([
  ['members', 'members'],
  ['membership', 'members'],
  ['addresses', 'members'],
  ['teams', 'teams'],
  ['pull_requests', 'pull requests'],
  ['deployments', 'deployments'],
  ['actions', 'pipeline runs'],
] as const)(
  'without the right to %s the line %s is limited, the others pass',
  async (right, line) => {
    const connected = await connect(acme())
    connected.fake.denied.add(right)
    expect(await outcomes(connected)).toEqual({ ...ALL, [line]: 'limited' })
  },
)

test('a token that sees no repository fails', async () => {
  const connected = await connect(world([], { members: [ann] }))
  expect(await outcomes(connected)).toMatchObject({ repositories: 'failed' })
})

test('a misspelt repository in the settings fails', async () => {
  const connected = await connect(acme(), { repositories: ['typo'] })
  expect(await outcomes(connected)).toMatchObject({ repositories: 'failed' })
})

test('a wrong token ends the test', async () => {
  const { context } = await connect(acme(), { secret: { token: 'wrong' } })
  await expect(github.test(context)).rejects.toMatchObject({ code: 'unauthorized' })
})
