import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { toWire } from '../../model/index.ts'

const { held, call, refusal, send } = testApp()

beforeAll(async () => {
  await given.people(held.database, [
    {
      email: 'ada@example.com',
      name: 'Ada',
      time_zone: 'Europe/London',
      github_username: 'ada',
      writes_code: true,
      team: 'Engineering',
    },
    { email: 'grace@example.com', name: 'Grace' },
  ])
  const lead_email = 'ada@example.com'
  await importFacts(held.database, {
    kind: 'teams',
    facts: [
      { name: 'Compilers', reference_id: 'C1', lead_email, members: ['grace@example.com'] },
      { name: 'Empty' },
    ],
    now: given.NOW,
  })
})

const refOf = async (name: string) => {
  const email = `${name.toLowerCase()}@example.com`
  return { id: toWire(await given.idOf(held.database, email)), name, email }
}

test('tells who leads a team and who is in it, by either id', async () => {
  const { team } = await call('teams.info', { reference_id: 'C1' })
  expect(team).toEqual({
    id: expect.any(String),
    name: 'Compilers',
    reference_id: 'C1',
    lead: {
      ...(await refOf('Ada')),
      avatar: null,
      github_username: 'ada',
      developer: true,
      tz: 'Europe/London',
    },
    contributors: [await refOf('Grace')],
  })
  expect((await call('teams.info', { team_id: team.id })).team).toEqual(team)
  expect((await send(`/teams.get?team_id=${team.id}`)).status).toBe(200)
})

test('a team may have neither lead nor people', async () => {
  const { teams } = await call('teams.list', {})
  const team_id = teams.find(({ name }) => name === 'Empty')?.id
  expect((await call('teams.info', { team_id })).team).toMatchObject({
    lead: null,
    contributors: [],
  })
})

test('says so when there is no such team, or none was named', async () => {
  for (const args of [{ team_id: 'OTk' }, { team_id: 'x' }, { reference_id: 'C2' }])
    expect(await refusal('teams.info', args)).toMatchObject({
      status: 404,
      error: 'team_not_found',
    })
  expect(await refusal('teams.info')).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'team_id' }] },
  })
})

test('needs the scope snapshots:read', async () => {
  expect(await refusal('teams.info', {}, { scopes: ['users:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})
