import { beforeAll, describe, expect, test } from 'vitest'
import * as given from '../../test/given.ts'
import type { Told } from '../../test/identity-provider.ts'
import { testOidcApp } from '../../test/oidc-app.ts'

const { held, call, signIn } = testOidcApp()

beforeAll(() =>
  given.people(held.database, [
    { email: 'ada@example.com', name: 'Ada', aliases: ['ada@old.example'] },
    { email: 'bob@example.com', name: 'Bob' },
    { email: 'gone@example.com', name: 'Gone', deactivated: true },
    { email: 'root@example.com', name: 'Root', roles: ['Workspace Admin'] },
  ]),
)

const verified = (email: string, groups?: string[]) => ({ email, email_verified: true, groups })
const whoIs = async (session: string) => (await call('auth.whoami', {}, { session })).user?.email
const isAdmin = async (session: string) =>
  (await call('auth.info', {}, { session })).auth.scopes.some((scope) => scope === 'admin')

test.each(['ADA@example.com', 'ada@old.example'])(
  'a person is known by the verified address %s',
  async (email) => {
    expect(await whoIs((await signIn(email, verified(email))).session)).toBe('ada@example.com')
  },
)

test('afterwards the name at the provider counts, whatever becomes of the address', async () => {
  await signIn('ada-1', verified('ada@example.com'))
  for (const told of [
    verified('ada@new.example'),
    verified('bob@example.com'),
    { email: 'ada@new.example', email_verified: false },
    {},
  ])
    expect(await whoIs((await signIn('ada-1', told)).session)).toBe('ada@example.com')
})

test('who gets a new name at the provider is found by the address; the old name is nobody', async () => {
  const bob = verified('bob@example.com')
  await signIn('bob-1', bob)
  expect(await whoIs((await signIn('bob-2', bob)).session)).toBe('bob@example.com')
  expect((await signIn('bob-1', {})).response.status).toBe(403)
})

test.each<[string, Told, RegExp]>([
  [
    'an unverified address',
    { email: 'root@example.com', email_verified: false },
    /is not verified by Corp Login/,
  ],
  [
    'an address of which no more is said',
    { email: 'root@example.com' },
    /is not verified by Corp Login/,
  ],
  ['no address', {}, /is not told by Corp Login/],
  ['an unknown address', verified('eve@example.com'), /Nobody here has the e-mail address/],
  ['a deactivated person', verified('gone@example.com'), /You are deactivated here/],
])('%s is refused in words, and nothing is kept', async (subject, told, words) => {
  const { response, session } = await signIn(subject, told)
  expect([response.status, session]).toEqual([403, ''])
  const page = await response.text()
  expect(page).toMatch(words)
  expect(page).not.toContain('@example.com')
  const kept = 'select from oidc_subjects o where o.subject = $1'
  expect((await held.database.query(kept, [subject])).rows).toEqual([])
})

test('who is deactivated later does not come in by a name that is known', async () => {
  await given.people(held.database, [{ email: 'eda@example.com' }])
  const eda = verified('eda@example.com')
  expect((await signIn('eda-1', eda)).response.status).toBe(302)
  await given.people(held.database, [{ email: 'eda@example.com', deactivated: true }])
  expect((await signIn('eda-1', eda)).response.status).toBe(403)
})

test('the owner of a domain may vouch for its addresses, as at Entra', async () => {
  const { session } = await signIn('root-1', { email: 'root@example.com', xms_edov: true })
  expect(await whoIs(session)).toBe('root@example.com')
})

describe('the group of the administrators', () => {
  const member = verified('ada@example.com', ['staff', 'facet-admins'])
  const other = verified('ada@example.com', ['staff'])

  test('makes its members administrators, until a sign-in without it', async () => {
    const { session } = await signIn('ada-1', member)
    expect(await isAdmin(session)).toBe(true)
    expect(await isAdmin((await signIn('ada-1', member)).session)).toBe(true)
    expect(await isAdmin((await signIn('ada-1', other)).session)).toBe(false)
    expect(await isAdmin(session)).toBe(false)
  })

  test('is left by whoever has no groups any more', async () => {
    await signIn('ada-1', member)
    expect(await isAdmin((await signIn('ada-1', verified('ada@example.com'))).session)).toBe(false)
  })

  test('takes no role that it did not give', async () => {
    await signIn('root-1', verified('root@example.com', ['facet-admins']))
    const { session } = await signIn('root-1', verified('root@example.com', []))
    expect(await isAdmin(session)).toBe(true)
  })

  test('takes no role that somebody has given anew since', async () => {
    await signIn('ada-1', member)
    const user_id = await given.idOf(held.database, 'ada@example.com')
    await held.database.query('delete from user_roles where user_id = $1', [user_id])
    await given.people(held.database, [{ email: 'ada@example.com', roles: ['Workspace Admin'] }])
    expect(await isAdmin((await signIn('ada-1', other)).session)).toBe(true)
  })

  test('is seen in the directory and in the audit log', async () => {
    const bob = await given.idOf(held.database, 'bob@example.com')
    const rolesOf = async () => {
      const { user } = await call('users.info', { email: 'bob@example.com' })
      return JSON.stringify(user)
    }
    await signIn('bob-2', verified('bob@example.com', ['facet-admins']))
    expect(await rolesOf()).toContain('Workspace Admin')
    await signIn('bob-2', verified('bob@example.com', []))
    expect(await rolesOf()).not.toContain('Workspace Admin')
    const acts = await held.database.query(
      `
        select a.actor, a.details->'given' as given, a.details->'taken' as taken, c.action as cause
        from audit_log a
        join audit_log c on c.id = (a.details->>'cause')::bigint
        where a.action = 'users.roles.followGroups' and a.object = 'user:' || $1
        order by a.id
      `,
      [bob],
    )
    const told = { actor: 'server', cause: 'signIn' }
    expect(acts.rows).toEqual([
      { ...told, given: { 'Workspace Admin': [bob] }, taken: {} },
      { ...told, given: {}, taken: { 'Workspace Admin': [bob] } },
    ])
  })

  test('keeps the last administrator, who comes in all the same', async () => {
    const others = `delete from user_roles ur where ur.user_id <> $1`
    await signIn('bob-2', verified('bob@example.com', ['facet-admins']))
    await held.database.query(others, [await given.idOf(held.database, 'bob@example.com')])
    const { session } = await signIn('bob-2', verified('bob@example.com', []))
    expect(await isAdmin(session)).toBe(true)
    await given.people(held.database, [{ email: 'root@example.com', roles: ['Workspace Admin'] }])
    await signIn('bob-2', verified('bob@example.com', []))
    expect(await isAdmin(session)).toBe(false)
  })
})

describe('groups that are mapped to roles', () => {
  const rolesOf = async (email: string) =>
    (await call('users.info', { email })).user.roles.map(({ name }) => name)
  const ada = (groups: string[]) => signIn('ada-1', verified('ada@example.com', groups))

  beforeAll(async () => {
    await call('settings.update', {
      group_roles: [
        { group: 'Leads', role: 'team lead' },
        { group: 'chiefs', role: 'Team Lead' },
        { group: 'chiefs', role: 'Snapshot Admin' },
      ],
    })
  })

  test('give their roles at each sign-in, and take them where none gives them any more', async () => {
    await ada(['LEADS', 'chiefs', 'staff'])
    expect(await rolesOf('ada@example.com')).toEqual(['Snapshot Admin', 'Team Lead'])
    await ada(['leads'])
    expect(await rolesOf('ada@example.com')).toEqual(['Team Lead'])
    await ada([])
    expect(await rolesOf('ada@example.com')).toEqual([])
  })

  test('never take what was given by hand, before or after', async () => {
    await call('users.roles.update', { email: 'ada@example.com', add: ['Team Lead'] })
    await ada(['chiefs'])
    await call('users.roles.update', { email: 'ada@example.com', add: ['Snapshot Admin'] })
    await ada([])
    expect(await rolesOf('ada@example.com')).toEqual(['Snapshot Admin', 'Team Lead'])
  })

  test('count only as the provider tells them that is used now', async () => {
    await signIn('bob-2', verified('bob@example.com', ['leads']))
    const renamed = `update oidc_subjects o set issuer = 'https://old.example' where o.subject = 'bob-2'`
    await held.database.query(renamed)
    await signIn('bob-2', verified('bob@example.com', []))
    expect(await rolesOf('bob@example.com')).toEqual([])
  })
})
