import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'

const { held, call, refusal, send } = testApp()

beforeAll(async () => {
  const people = ['lead', 'ada', 'grace', 'edsger', 'nobody'].map((name) => ({
    email: `${name}@example.com`,
    name,
    aliases: name === 'ada' ? ['byron@example.com'] : [],
  }))
  await given.people(held.database, people)
  await importFacts(held.database, {
    kind: 'teams',
    facts: [
      { name: 'Board', members: ['lead@example.com'] },
      {
        name: 'Core Data',
        lead_email: 'lead@example.com',
        members: ['ada@example.com', 'grace@example.com'],
      },
      { name: 'Other', lead_email: 'edsger@example.com', members: ['edsger@example.com'] },
    ],
    now: given.NOW,
  })
})

const ask = (...names: string[]) =>
  `/teams.findByMembers?team_emails=${names.map((name) => `${name}@example.com`).join(',')}`
const teamOf = async (...names: string[]) => {
  const answer = await (await send(ask(...names))).json()
  return (answer as { team: { name: string } }).team.name
}

test('finds the team that people are in, with its people', async () => {
  const { team } = await call('teams.findByMembers', {
    team_emails: ['ada@example.com', 'grace@example.com'],
  })
  expect(team).toEqual({
    id: expect.any(String),
    name: 'Core Data',
    members: [
      { id: expect.any(String), name: 'ada', email: 'ada@example.com' },
      { id: expect.any(String), name: 'grace', email: 'grace@example.com' },
    ],
    manager: { id: expect.any(String), name: 'lead', email: 'lead@example.com' },
  })
})

test.each([
  [['ada'], 'Core Data'],
  [['ADA', 'byron'], 'Core Data'],
  [['ada', 'grace', 'lead'], 'Core Data'],
  [['ada', 'unknown'], 'Core Data'],
  [['lead'], 'Board'],
  [['edsger'], 'Other'],
])('%o are in %s', async (names, team) => {
  expect(await teamOf(...names)).toBe(team)
})

test.each([
  ['team_emails=x@example.com', 400, 'no_users_found'],
  ['team_emails=ada@example.com,edsger@example.com', 404, 'team_not_found'],
  ['team_emails=nobody@example.com', 404, 'team_not_found'],
  ['team_emails=ada', 422, 'email_parameter_malformed'],
  ['team_emails=ada@example.com%20grace@example.com', 422, 'email_parameter_malformed'],
  ['team_emails=', 422, 'email_parameter_malformed'],
  ['', 422, 'invalid_arguments'],
])('says to ?%s: %i %s', async (query, status, error) => {
  const response = await send(`/teams.findByMembers?${query}`)
  expect([response.status, await response.json()]).toMatchObject([status, { error }])
})

test('needs the scope snapshots:read', async () => {
  expect(await refusal('teams.findByMembers', {}, { scopes: ['users:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})
