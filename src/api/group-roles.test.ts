import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import * as given from '../../test/given.ts'
import { testOidcApp } from '../../test/oidc-app.ts'

const { held, call, signIn } = testOidcApp()

const email = 'ada@example.com'
const MAPPING = [
  { group: 'a', role: 'Team Lead' },
  { group: 'b', role: 'Team Lead' },
  { group: 'b', role: 'Snapshot Admin' },
]
const ROLES = ['Team Lead', 'Snapshot Admin']

beforeAll(async () => {
  await given.people(held.database, [
    { email, name: 'Ada' },
    { email: 'root@example.com', roles: ['Workspace Admin'] },
  ])
})

const step = fc.oneof(
  fc.record({ groups: fc.subarray(['a', 'b', 'c']) }),
  fc.record({ add: fc.constantFrom(...ROLES) }),
  fc.record({ remove: fc.constantFrom(...ROLES) }),
  fc.record({ mapping: fc.subarray(MAPPING) }),
)

test('after any acts a person has what was given by hand, and what the groups give that were told last', async () => {
  const rolesOf = async () =>
    (await call('users.info', { email })).user.roles.map(({ name }) => name)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 10 }), async (steps) => {
      await call('settings.update', { group_roles: MAPPING })
      await signIn('ada-1', { email, email_verified: true, groups: [] })
      await call('users.roles.update', { email, remove: ROLES })
      const byHand = new Set<string>()
      let groups: string[] = []
      let mapping = MAPPING
      for (const it of steps) {
        if ('groups' in it) {
          groups = it.groups
        } else if ('add' in it) {
          byHand.add(it.add)
          await call('users.roles.update', { email, add: [it.add] })
        } else if ('remove' in it) {
          byHand.delete(it.remove)
          await call('users.roles.update', { email, remove: [it.remove] })
        } else {
          mapping = it.mapping
          await call('settings.update', { group_roles: mapping })
        }
        await signIn('ada-1', { email, email_verified: true, groups })
        const byGroup = mapping.filter(({ group }) => groups.includes(group))
        const expected = new Set([...byHand, ...byGroup.map(({ role }) => role)])
        expect(new Set(await rolesOf())).toEqual(expected)
      }
    }),
    { numRuns: 20 },
  )
})
