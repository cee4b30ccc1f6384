import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { toWire } from '../../model/index.ts'

const { held, call } = testApp()

beforeAll(async () => {
  await given.people(held.database, [
    { email: 'ada@example.com', name: 'Ada', team: 'Compilers', team_lead: true },
    { email: 'grace@example.com', name: 'Grace', team: 'Compilers' },
    { email: 'edsger@example.com', name: 'Edsger' },
  ])
})

const refOf = async (name: string) => {
  const email = `${name.toLowerCase()}@example.com`
  return { id: toWire(await given.idOf(held.database, email)), name, email }
}

test('tells the person behind a personal token, and their team', async () => {
  const token = await given.token(held.database, { email: 'grace@example.com' })
  expect(await call('auth.whoami', {}, { token })).toEqual({
    ok: true,
    auth_token_type: 'personal_access_token',
    account: { name: 'My organization' },
    user: await refOf('Grace'),
    team: {
      id: 'MQ',
      name: 'Compilers',
      lead: await refOf('Ada'),
      contributors: [await refOf('Ada'), await refOf('Grace')],
    },
  })
})

test('a person may be in no team', async () => {
  const token = await given.token(held.database, { email: 'edsger@example.com' })
  expect(await call('auth.whoami', {}, { token })).toMatchObject({
    user: { name: 'Edsger' },
    team: null,
  })
})

test('nobody is behind a token of the organisation', async () => {
  expect(await call('auth.whoami', {}, { scopes: [] })).toMatchObject({
    auth_token_type: 'account_web_api_token',
    user: null,
    team: null,
  })
})
