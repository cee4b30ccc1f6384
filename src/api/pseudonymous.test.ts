import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import * as given from '../../test/given.ts'
import { toWire } from '../model/index.ts'

const { held, call, refusal, send } = testApp()
let ada: { session: string }
let admin: { session: string }
let number: number

beforeAll(async () => {
  await given.people(held.database, [
    {
      email: 'ada@example.com',
      name: 'Ada Lovelace',
      team: 'Compilers',
      github_username: 'countess',
    },
    {
      email: 'grace@example.com',
      name: 'Grace Hopper',
      team: 'Compilers',
      aliases: ['hopper@example.org'],
    },
    { email: 'root@example.com', name: 'Root', roles: ['Workspace Admin'] },
  ])
  number = await given.idOf(held.database, 'grace@example.com')
  ada = { session: await given.session(held.database, 'ada@example.com') }
  admin = { session: await given.session(held.database, 'root@example.com') }
  await call('settings.update', { pseudonyms: true })
})

const NAMES = /Lovelace|Hopper|countess|@example/

describe('where people go by pseudonyms', () => {
  test('a team is told by numbers, and whoever asks by their name', async () => {
    const { teams } = await call('teams.list', {}, ada)
    const { team } = await call('teams.info', { team_id: teams[0]?.id ?? '' }, ada)
    expect(team.contributors).toEqual([
      { id: expect.any(String), name: 'Ada Lovelace', email: 'ada@example.com' },
      { id: toWire(number), name: `Person ${number}`, email: `person-${number}@pseudonym.invalid` },
    ])
  })

  test('a Workspace Admin gets names', async () => {
    const { user } = await call('users.info', { id: toWire(number) }, admin)
    expect(user).toMatchObject({ name: 'Grace Hopper', aliases: ['hopper@example.org'] })
  })

  test.each(['/users.list', '/users.search', '/accounts.list', '/teams.list'])(
    'a token of the organisation gets none from %s, ready JSON included',
    async (path) => {
      const answer = await send(path)
      expect(answer.status).toBe(200)
      expect(await answer.text()).not.toMatch(NAMES)
    },
  )

  test.each([
    ['users.info', { email: 'ada@example.com' }],
    ['users.search', { q: 'hopper' }],
    ['users.findByGithubUsername', { github_username: 'countess' }],
    ['teams.findByMembers', { team_emails: 'ada@example.com' }],
  ] as const)('%s looks for nobody by name', async (method, args) => {
    expect(await refusal(method, args)).toMatchObject({
      status: 403,
      message: expect.stringContaining('Ask by id'),
    })
  })

  test('a token gets names where the setting says so, and people still do not', async () => {
    await call('settings.update', { pseudonyms_for_tokens: false })
    expect(await (await send('/users.list')).text()).toMatch(NAMES)
    const { teams } = await call('teams.list', {}, ada)
    const team = await call('teams.info', { team_id: teams[0]?.id ?? '' }, ada)
    expect(JSON.stringify(team)).not.toContain('Hopper')
  })
})
