import { expect, test } from 'vitest'
import { codes, emails, readingDx } from '../../../test/fakes/dx/run.ts'
import { dxUser, dxUsers, type World } from '../../../test/fakes/dx/world.ts'
import type { Script } from '../../../test/fakes/misbehave.ts'

const begin = readingDx()

/** Changes the list of users once, before one of the calls for it is answered. */
const before =
  (call: number, change: () => void): Script =>
  ({ path, count }) => {
    if (path !== '/users.list' || count !== call) return undefined
    change()
    change = () => {}
    return undefined
  }

test.each([
  ['some are removed', (users: World['users']) => users.splice(3, 3)],
  [
    'some are removed and as many others added',
    (users: World['users']) => {
      users.splice(3, 3)
      users.push(dxUser(997), dxUser(998), dxUser(999))
    },
  ],
  ['somebody is added', (users: World['users']) => users.unshift(dxUser(999))],
  [
    'somebody takes the place of another, and one more comes',
    (users: World['users']) => {
      users.splice(3, 1, dxUser(999))
      users.push(dxUser(998))
    },
  ],
])('nobody is lost when %s while the list is read', async (_, change) => {
  const { run, fake } = await begin({ users: dxUsers(350) })
  fake.script(before(2, () => change(fake.world.users)))
  const batches = await run()
  const told = emails(batches)
  for (const { email } of fake.world.users) expect(told).toContain(email)
  expect(new Set(told).size).toBe(told.length)
  expect(codes(batches)).toEqual([])
})

test('a list that never rests is read three times, and the doubt is told', async () => {
  const { run, fake } = await begin({ users: dxUsers(350) })
  let number = 1000
  fake.script(({ path }) => {
    if (path === '/users.list') fake.world.users.unshift(dxUser(number++))
    return undefined
  })
  const batches = await run()
  expect(codes(batches)).toEqual(['unsettled_list'])
  expect(emails(batches)).toContain('person350@example.com')
})

test('a list in another order each time is noticed', async () => {
  const { run, fake } = await begin({ users: dxUsers(250) })
  fake.script(({ path }) => {
    if (path === '/users.list') fake.world.users.reverse()
    return undefined
  })
  const batches = await run()
  expect(codes(batches)).toEqual(['unsettled_list'])
})
