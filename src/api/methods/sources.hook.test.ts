import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'
import { many } from '../../store/db.ts'

const { held, call, refusal, send } = testApp({ sources: SOURCE_JOBS })

let coder: string
let github: string
beforeAll(async () => {
  const secret = { token: 'x' }
  const made = [
    { kind: 'coder', name: 'Coder', settings: { url: 'https://coder.example.com' }, secret },
    { kind: 'github', name: 'GitHub', settings: { organization: 'example' }, secret },
  ]
  ;[coder = '', github = ''] = await Promise.all(
    made.map(async (it) => (await call('sources.create', it)).source.id),
  )
})

const deliver = (path: string, body: unknown, headers = {}) =>
  send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const notification = {
  payload: {
    notification_name: 'User account created',
    notification_template_id: '4e19c0ac-94e1-4532-9515-d1801aa283b2',
    labels: { created_account_name: 'ada' },
  },
}

const events = () =>
  many(
    held.database.db,
    sql`
      select e.source, e.name, a.username from events e join accounts a on a.id = e.account_id
    `,
  )

test('a notification becomes an event of whom it is about, however often it comes', async () => {
  const { path } = await call('sources.hook', { id: coder })
  for (const told of [true, true]) {
    const response = await deliver(path, notification)
    expect(response.status).toBe(202)
    expect(await response.json()).toEqual({ ok: true, told })
  }
  expect(await events()).toEqual([{ source: 'coder', name: 'account_created', username: 'ada' }])
})

test('what tells nothing is accepted, whatever it is', async () => {
  const { path } = await call('sources.hook', { id: coder })
  for (const body of [{}, [], null, 'text', { payload: { notification_name: 'Other' } }])
    expect((await deliver(path, body)).status).toBe(202)
})

test('a new address ends the one before it, and another token is none', async () => {
  const before = await call('sources.hook', { id: coder })
  await call('sources.hook', { id: coder })
  expect((await deliver(before.path, notification)).status).toBe(404)
  expect((await deliver('/hooks/coder/other', notification)).status).toBe(404)
})

test('a delivery of GitHub bears its signature', async () => {
  const { path, token } = await call('sources.hook', { id: github })
  const body = { zen: 'x' }
  const sign = (key: string) => ({
    'x-github-event': 'ping',
    'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(JSON.stringify(body)).digest('hex')}`,
  })
  expect((await deliver(path, body, sign(token))).status).toBe(202)
  expect((await deliver(path, body, sign('other'))).status).toBe(403)
  expect((await deliver(path, body)).status).toBe(403)
})

test('a delivery that is too large is refused', async () => {
  const { path } = await call('sources.hook', { id: coder })
  expect((await deliver(path, 'x'.repeat(27_000_000))).status).toBe(413)
})

test('needs the scope sources:write', async () => {
  const refused = await refusal('sources.hook', { id: coder }, { scopes: ['sources:read'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
})
