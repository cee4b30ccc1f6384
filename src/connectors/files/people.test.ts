import { expect, test } from 'vitest'
import { cellsOf } from './cells.ts'
import { personFrom } from './people.ts'

const said = (values: Record<string, string | string[]>) =>
  personFrom(
    cellsOf(new Map(Object.entries(values).map(([field, value]) => [field, [value].flat()]))),
  )
const factOf = (values: Record<string, string | string[]>) => {
  const statement = said({ email: 'aki@corp.example', ...values })
  return 'fact' in statement ? statement.fact : statement.fault
}

test('a person is read field by field, and what is not said is absent', () => {
  expect(said({ email: 'Aki@corp.example' })).toEqual({ fact: { email: 'Aki@corp.example' } })
  expect(
    factOf({
      first_name: 'Aki',
      last_name: 'Tanaka',
      start_date: '2024-02-01',
      end_date: '2026-12-31',
      time_zone: 'Asia/Tokyo',
      github_username: '@aki',
      gitlab_username: 'https://gitlab.example.com/aki',
      writes_code: 'yes',
      roles: 'Viewer; Editor',
      groups: 'one|two',
      team: 'Engineering / Runtime',
      'attribute:AI tool': ['Alpha', 'Beta'],
      'attribute:__proto__': 'x',
    }),
  ).toEqual({
    email: 'aki@corp.example',
    name: 'Aki Tanaka',
    start_date: '2024-02-01',
    end_date: '2026-12-31',
    time_zone: 'Asia/Tokyo',
    github_username: 'aki',
    gitlab_username: 'aki',
    writes_code: true,
    roles: ['Viewer', 'Editor'],
    groups: ['one', 'two'],
    team: 'Engineering / Runtime',
    attributes: Object.fromEntries([
      ['AI tool', ['Alpha', 'Beta']],
      ['__proto__', ['x']],
    ]),
  })
})

test('the login fills in for a missing address, and else is an alias when it is another one', () => {
  expect(said({ login: 'pat_partner.example#EXT#@t.onmicrosoft.com' })).toEqual({
    fact: { email: 'pat@partner.example' },
  })
  expect(factOf({ login: 'aki@login.example' })).toMatchObject({ aliases: ['aki@login.example'] })
  expect(factOf({ login: 'AKI@corp.example' })).not.toHaveProperty('aliases')
  expect(factOf({ login: 'aki' })).not.toHaveProperty('aliases')
  expect(factOf({ aliases: 'b@corp.example; AKI@corp.example; B@corp.example' })).toMatchObject({
    aliases: ['B@corp.example'],
  })
})

test.each([
  [{ enabled: 'True' }, false],
  [{ enabled: 'False' }, true],
  [{ deactivated: 'True' }, true],
  [{ deactivated: 'False' }, false],
  [{ status: 'DEPROVISIONED' }, true],
  [{ status: 'Suspended' }, true],
  [{ status: 'PASSWORD_EXPIRED' }, false],
  [{ status: 'Locked out' }, false],
  [{ status: 'PROVISIONED' }, false],
  [{ status: 'ACTIVE', enabled: 'False' }, true],
  [{ status: 'on a boat' }, undefined],
  [{}, undefined],
])('%j says deactivated: %s', (values, deactivated) => {
  expect('deactivated' in factOf(values) ? factOf(values) : {}).toEqual(
    deactivated === undefined ? {} : { email: 'aki@corp.example', deactivated },
  )
})

test('the lead of a team is told by yes or no, or by the address of the lead', () => {
  const lead = (team_lead: string) =>
    Object.entries(factOf({ team_lead })).find(([key]) => key === 'team_lead')?.[1]
  expect(['yes', 'false', 'Aki@Corp.example', 'boss@corp.example', 'Boss'].map(lead)).toEqual([
    true,
    false,
    true,
    false,
    undefined,
  ])
})

test.each([
  [{ email: '', login: 'aki' }, 'invalid_email'],
  [{ email: 'aki' }, 'invalid_email'],
  [{ start_date: '3/4/2024' }, 'invalid_date'],
  [{ time_zone: 'Tokyo' }, 'invalid_value'],
  [{ writes_code: 'sometimes' }, 'invalid_value'],
  [{ aliases: 'a@corp.example; b' }, 'invalid_email'],
  [{ login: 'service-account-ci' }, 'service_account'],
])('%j is an issue: %s', (values, code) => {
  expect(factOf(values)).toMatchObject({ code })
})

test('without any address a person cannot be told apart', () => {
  expect(said({ name: 'Aki' })).toMatchObject({ fault: { code: 'missing_email' } })
})
