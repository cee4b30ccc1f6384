import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import { run } from '../store/db.ts'

const { held } = testApp()

test('a process that runs is healthy', async () => {
  const response = await held.app.request('/healthz')
  expect([response.status, await response.json()]).toEqual([200, { ok: true }])
})

test('it is ready when its database is of the newest schema', async () => {
  expect((await held.app.request('/readyz')).status).toBe(200)
  const { db } = held.database
  await run(db, sql`update migrations set name = 'x' || name where name like '0001%'`)
  const response = await held.app.request('/readyz')
  expect([response.status, await response.json()]).toEqual([503, { ok: false }])
})
