import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { ADA, ANSWERS, importAll, KNOWN_BY, tellByScim } from '../../../test/person-world.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'
import { rollup } from '../../metrics/rollup.ts'
import { hashOf } from '../../store/secret.ts'
import { usersExport } from './users.export.ts'

const { held, call, refusal, send } = testApp({ sources: SOURCE_JOBS })
let session: string

beforeAll(async () => {
  await importAll(held)
  await importFacts(held.database, { kind: 'survey_answers', facts: ANSWERS, now: given.NOW })
  await tellByScim(send)
  await rollup(held.database)
  session = await given.session(held.database, ADA)
})

test('a person who is signed in gets all of their own rows, and nobody else’s', async () => {
  const answer = await call('users.export', {}, { session })
  expect(usersExport.result.safeParse(answer).success).toBe(true)
  const { tables } = answer
  const counts = Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [name, rows.length]),
  )
  expect(counts).toMatchObject({
    users: 1,
    accounts: 2,
    pull_requests: 1,
    reviews: 1,
    tool_days: 1,
    survey_answers: 1,
    survey_comments: 1,
    sessions: 1,
    scim_resources: 1,
  })
  expect(counts.user_weeks).toBeGreaterThan(0)
  expect(counts.import_rows).toBeGreaterThan(2)
  const text = JSON.stringify(tables)
  for (const known of KNOWN_BY) expect(text).toContain(known)
  expect(JSON.stringify([tables.users, tables.accounts, tables.user_attributes])).not.toContain(
    'bob',
  )
})

test('no secret is in it, not even as a hash', async () => {
  const text = JSON.stringify(await call('users.export', {}, { session }))
  expect(text).not.toContain(hashOf(session))
  expect(text).not.toContain('"pseudonym"')
})

test('it is a file to keep, made in pieces', async () => {
  const response = await send('/users.export', {}, { session })
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="person-\d+\.json"$/,
  )
})

test('whoever else asks is told to the person, with the reason', async () => {
  await call('users.export', { email: ADA, why: 'She asked by letter.' })
  const { views } = await call('users.views.list', {}, { session })
  expect(views).toMatchObject([{ method: 'users.export', reason: 'She asked by letter.' }])
  const { tables } = await call('users.export', {}, { session })
  expect(tables.user_views).toMatchObject([{ reason: 'She asked by letter.' }])
  expect(JSON.stringify(tables.audit_log)).toContain('users.export')
})

test('of others only an administrator gets it, and who may not is not told whether there is such a person', async () => {
  for (const email of ['bob@example.com', 'nobody@example.com'])
    expect(await refusal('users.export', { email }, { session })).toMatchObject({
      error: 'not_authorized',
    })
  const scopes = ['users:read', 'users:write'] as const
  expect(await refusal('users.export', { email: ADA }, { scopes })).toMatchObject({
    error: 'not_authorized',
  })
})

test('names what is missing', async () => {
  expect(await refusal('users.export', {})).toMatchObject({
    error_details: { issues: [{ path: 'id' }] },
  })
  expect(await refusal('users.export', { email: 'nobody@example.com' })).toMatchObject({
    error: 'not_found',
  })
})
