import { expect, test } from 'vitest'
import { collect, connect, kept, told } from '../../../test/fakes/github/connect.ts'
import { merged, minute, person, repository, world } from '../../../test/fakes/github/world.ts'
import { github } from './github.ts'

const ann = person('ann', 1, { email: 'ann@acme.test' })
const bob = person('bob', 2)
const robot = person('dependabot', 3, { type: 'Bot' })

const acme = () =>
  world(
    [
      repository('app', [
        merged(1, ann, 600, {
          reviews: [{ state: 'APPROVED', submittedAt: minute(630), author: bob }],
        }),
        merged(2, robot, 700),
      ]),
      repository('old', [merged(1, bob, 100)], { isArchived: true }),
    ],
    {
      members: [ann, bob],
      teams: [
        { id: 'T_1', name: 'Engineering', members: [] },
        { id: 'T_2', name: 'Web', parent: 'T_1', members: [ann, bob] },
      ],
    },
  )

test('a sync tells members, teams and pull requests, and covers the whole days before it', async () => {
  const { context } = await connect(acme())
  const batches = await collect(github.sync(context, null))
  const facts = kept(batches)
  expect(facts.get('account ann')).toEqual({
    account: { external_id: '1', username: 'ann', email: 'ann@acme.test', name: 'Ann' },
    created_at: '2020-01-01T00:00:00.000Z',
  })
  expect(facts.get('team github:T_2')).toEqual({
    name: 'Web',
    reference_id: 'github:T_2',
    parent: 'github:T_1',
    member_accounts: [
      { external_id: '1', username: 'ann', name: 'Ann' },
      { external_id: '2', username: 'bob', name: 'Bob' },
    ],
  })
  expect([...facts.keys()].filter((key) => key.includes('#')).sort()).toEqual([
    'acme/app#1',
    'acme/app#2',
    'acme/old#1',
  ])
  const days = { from_day: '2025-12-31', to_day: '2026-06-01' }
  expect(told(batches, 'covers')).toEqual([
    { subject: 'accounts', from_day: '2026-06-01', to_day: '2026-06-02' },
    { subject: 'pull_requests', ...days },
    { subject: 'reviews', ...days },
    { subject: 'deployments', ...days },
    { subject: 'pipeline_runs', ...days },
  ])
  expect(told(batches, 'left')).toEqual([])
})
