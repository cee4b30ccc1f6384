import { expect, test } from 'vitest'
import { factsOf, issuesOf, read } from './fixtures/given.ts'

const mira = {
  id: 'c43a-1',
  createdTimestamp: 1709283600000,
  username: 'mira',
  enabled: true,
  totp: false,
  emailVerified: true,
  firstName: 'Mira',
  lastName: 'Voss',
  email: 'Mira@corp.example',
  attributes: {
    department: ['Compilers'],
    title: ['Staff Engineer'],
    manager: ['bo@corp.example'],
    costCenter: ['CC-7'],
    country: ['SE'],
    LDAP_ID: ['7'],
  },
  requiredActions: [],
  notBefore: 0,
}
const { attributes: _, ...brief } = mira
const robot = { ...brief, id: 'c43a-2', username: 'service-account-ci', email: undefined }
const ole = {
  ...brief,
  id: 'c43a-3',
  username: 'ole@corp.example',
  email: undefined,
  enabled: false,
}

const realm = {
  realm: 'corp',
  enabled: true,
  roles: { realm: [{ name: 'offline_access' }] },
  users: [mira, robot, ole],
  clients: [{ clientId: 'ci' }],
}

test.each([
  ['the users of Keycloak', JSON.stringify([mira, robot, ole])],
  ['the export of a realm', JSON.stringify(realm, null, 2)],
])('%s tell people with their attributes, and which accounts are of services', async (_, text) => {
  const { recognised, lines } = await read(text)
  expect(recognised).toMatchObject({
    format: 'keycloak-json',
    kind: 'people',
    notes: ['Left out: attributes.LDAP_ID. Map a column to keep it.'],
  })
  expect(await factsOf(text)).toEqual([
    {
      email: 'Mira@corp.example',
      name: 'Mira Voss',
      deactivated: false,
      attributes: {
        Department: ['Compilers'],
        Title: ['Staff Engineer'],
        Manager: ['bo@corp.example'],
        'Cost centre': ['CC-7'],
        Geo: ['SE'],
      },
    },
    { email: 'ole@corp.example', name: 'Mira Voss', deactivated: true },
  ])
  expect(lines[1]).toMatchObject({
    issue: { code: 'service_account', message: 'service-account-ci is no person.' },
  })
})

test('an attribute of Keycloak that the organisation made itself becomes one of ours by a mapping', async () => {
  const mapping = { 'attributes.LDAP_ID': 'attribute:Badge' }
  const [person] = await factsOf(JSON.stringify([mira]), { mapping })
  expect(person).toMatchObject({ attributes: { Badge: ['7'] } })
})

test('a brief list of Keycloak, without attributes, is read, and who has no address is told', async () => {
  const nobody = { ...brief, email: undefined }
  const text = JSON.stringify([brief, nobody])
  expect(await factsOf(text)).toEqual([
    { email: 'Mira@corp.example', name: 'Mira Voss', deactivated: false },
  ])
  expect(await issuesOf(text)).toEqual([[1, 'missing_email']])
})

test('milliseconds of Keycloak are the time at which an account was made', async () => {
  const users = await factsOf(JSON.stringify([mira]), { as: 'tool_users' })
  expect(users).toMatchObject([{ created_at: '2024-03-01T09:00:00.000Z' }])
})
