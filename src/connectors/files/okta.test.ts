import { expect, test } from 'vitest'
import { factsOf, read } from './fixtures/given.ts'

const ROCKSTAR = [
  'User Id,Status,Created Date,Last Login Date,Username,First name,Last name,Primary email,Secondary email,Title,Department,Manager',
  '"00ua","ACTIVE","2024-03-01T09:00:00.000Z","","mira@login.example","Mira","Voss","mira@corp.example","mira@home.example","Staff Engineer","Compilers","Bo Lead"',
].join('\n')

test('an export of Rockstar tells work, and a username that is another address becomes an alias', async () => {
  expect((await read(ROCKSTAR)).recognised).toMatchObject({ source: 'okta', kind: 'people' })
  expect(await factsOf(ROCKSTAR)).toEqual([
    {
      email: 'mira@corp.example',
      name: 'Mira Voss',
      aliases: ['mira@login.example'],
      deactivated: false,
      attributes: { Title: ['Staff Engineer'], Department: ['Compilers'], Manager: ['Bo Lead'] },
    },
  ])
})

test('the six columns that Rockstar exports unless told otherwise are enough', async () => {
  const text =
    'User Id,Status,Username,First name,Last name,Primary email\n"1","STAGED","new@corp.example","New","Comer","new@corp.example"\n'
  expect(await factsOf(text)).toEqual([
    { email: 'new@corp.example', name: 'New Comer', deactivated: false },
  ])
})

test('the report on the health of passwords has the address in the login', async () => {
  const text =
    'User,Login,Status,Activation date,Authentication Source,Last Login,Last Password Change\n"Voss, Mira",Mira@corp.example,DEPROVISIONED,2024-03-01T09:00:00Z,OKTA,,\n'
  expect(await factsOf(text)).toEqual([
    { email: 'Mira@corp.example', name: 'Voss, Mira', deactivated: true },
  ])
})

test.each([
  ['ACTIVE', false],
  ['RECOVERY', false],
  ['LOCKED_OUT', false],
  ['PASSWORD_EXPIRED', false],
  ['PROVISIONED', false],
  ['STAGED', false],
  ['SUSPENDED', true],
  ['DEPROVISIONED', true],
])('a user of the API of Okta who is %s is deactivated: %s', async (status, deactivated) => {
  const profile = {
    login: 'mira@corp.example',
    email: 'Mira@corp.example',
    secondEmail: 'mira@home.example',
    firstName: 'Mira',
    lastName: 'Voss',
    mobilePhone: null,
    title: 'Staff Engineer',
    department: 'Compilers',
    manager: 'Bo Lead',
    costCenter: 'CC-7',
    countryCode: 'SE',
  }
  const user = { id: '00ua', status, created: '2024-03-01T09:00:00.000Z', lastLogin: null, profile }
  const text = JSON.stringify([user])
  expect((await read(text)).recognised).toMatchObject({ format: 'okta-json', kind: 'people' })
  expect(await factsOf(text)).toEqual([
    {
      email: 'Mira@corp.example',
      name: 'Mira Voss',
      deactivated,
      attributes: {
        Title: ['Staff Engineer'],
        Department: ['Compilers'],
        Manager: ['Bo Lead'],
        'Cost centre': ['CC-7'],
        Geo: ['SE'],
      },
    },
  ])
})

test('pages of the API of Okta, one after another, are one list', async () => {
  const user = (email: string) => ({
    id: email,
    status: 'ACTIVE',
    profile: { login: email, email },
  })
  const pages = [[user('a@corp.example'), user('b@corp.example')], [user('c@corp.example')]]
  const facts = await factsOf(pages.map((page) => JSON.stringify(page)).join('\n'))
  expect(facts.map((fact) => 'email' in fact && fact.email)).toEqual([
    'a@corp.example',
    'b@corp.example',
    'c@corp.example',
  ])
})
