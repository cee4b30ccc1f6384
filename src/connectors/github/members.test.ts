import { expect, test } from 'vitest'
import { collect, connect, kept, told } from '../../../test/fakes/github/connect.ts'
import { person, world } from '../../../test/fakes/github/world.ts'
import { github } from './github.ts'

const people = Array.from({ length: 230 }, (_, i) =>
  person(`user-${i}`, i + 1, { email: `user-${i}@acme.test` }),
)
const acme = () =>
  world([], { members: people, teams: [{ id: 'T_1', name: 'All of us', members: people }] })

test('members and large teams are read page by page', async () => {
  const { context } = await connect(acme())
  const batches = await collect(github.sync(context, null))
  const facts = kept(batches)
  expect(facts.size).toBe(231)
  expect(facts.get('team github:T_1')).toHaveProperty('member_accounts.length', 230)
  expect(batches.flatMap(({ covers }) => covers ?? [])[0]).toMatchObject({ subject: 'accounts' })
})

test('where addresses are hidden the members come without', async () => {
  const { context, fake } = await connect(acme())
  fake.denied.add('addresses')
  const batches = await collect(github.sync(context, null))
  expect(kept(batches).get('account user-7')).not.toHaveProperty('account.email')
  expect(told(batches, 'left')).toMatchObject(
    Array(3).fill({ about: 'acme', code: 'no_addresses' }),
  )
  expect(told(batches, 'covers')[0]).toMatchObject({ subject: 'accounts' })
})

test('a server that does not know verified domains is asked without them', async () => {
  const { context, fake } = await connect(acme())
  fake.denied.add('old server')
  const facts = kept(await collect(github.sync(context, null)))
  expect(facts.size).toBe(231)
})

test('without the right to see teams the rest is read', async () => {
  const { context, fake } = await connect(acme())
  fake.denied.add('teams')
  const batches = await collect(github.sync(context, null))
  expect(kept(batches).size).toBe(230)
  expect(told(batches, 'left')).toMatchObject([{ about: 'acme', code: 'no_teams' }])
})

test('an organisation that is not visible is told as such', async () => {
  const { context } = await connect(acme(), { organization: 'acmee' })
  await expect(collect(github.sync(context, null))).rejects.toMatchObject({ code: 'not_found' })
})
