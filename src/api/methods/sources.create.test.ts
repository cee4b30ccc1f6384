import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { type FakeCoder, startCoder } from '../../../test/fakes/coder/start.ts'
import { SECRET_KEY, SOURCE_JOBS } from '../../../test/source.ts'
import { toRow } from '../../model/index.ts'
import { one } from '../../store/db.ts'
import { unseal } from '../../store/sealed.ts'
import * as sources from '../../store/sources.ts'

const { held, call, refusal } = testApp({ sources: SOURCE_JOBS })

let coder: FakeCoder
beforeAll(async () => {
  coder = await startCoder({ count: 5 })
})
afterAll(() => coder.close())

const given = (more = {}) => ({
  kind: 'coder',
  name: 'Coder',
  settings: { url: coder.url },
  secret: { token: 'a-very-secret-token' },
  ...more,
})

test('a source is kept with its secret sealed, and no answer and no entry of the log shows that', async () => {
  const { source } = await call('sources.create', given({ schedule: '23 3 * * *' }))
  expect(source).toMatchObject({
    kind: 'coder',
    title: 'Coder',
    key: 'coder',
    settings: { url: coder.url, workspaces: false, groups: false },
    paused: false,
    reading: false,
    last_run: null,
  })
  const id = toRow(source.id)
  const row = await sources.info(held.database.db, id)
  expect(unseal(row?.secret ?? '', { key: SECRET_KEY, owner: `source:${id}` })).toEqual({
    token: 'a-very-secret-token',
  })
  const { found } = await one(
    held.database.db,
    sql<{ found: number }>`
      select count(*) as found from audit_log a where a.details::text like '%very-secret%'
    `,
  )
  expect(found).toBe(0)
  expect(JSON.stringify([held.log, source, await call('sources.list', {})])).not.toContain(
    'very-secret',
  )
})

test('the next run is due by the clock of the organisation', async () => {
  await call('settings.update', { time_zone: 'America/Denver' })
  const { source } = await call('sources.create', given({ schedule: '0 3 * * *' }))
  const next = new Date(source.next_run ?? '')
  const hour = next.toLocaleString('en', {
    timeZone: 'America/Denver',
    hour: '2-digit',
    hour12: false,
  })
  expect(hour).toBe('03')
  expect(next.getTime()).toBeGreaterThan(held.now.getTime())
})

test('a secret of one field may be given as a text', async () => {
  const { source } = await call('sources.create', given({ secret: 'bare' }))
  const row = await sources.info(held.database.db, toRow(source.id))
  expect(unseal(row?.secret ?? '', { key: SECRET_KEY, owner: `source:${row?.id}` })).toEqual({
    token: 'bare',
  })
})

test.each([
  [{ kind: 'abacus' }, undefined],
  [{ settings: { url: 'coder' } }, 'settings.url'],
  [{ settings: { url: 'https://a:b@coder.example.com' } }, 'settings.url'],
  [{ secret: {} }, 'secret.token'],
  [{ schedule: 'nightly' }, 'schedule'],
  [{ schedule: '* * * * * *' }, 'schedule'],
  [{ schedule: '99 * * * *' }, 'schedule'],
  [{ name: ' ' }, 'name'],
])('%o is refused with the argument that is wrong', async (args, path) => {
  const { status, error_details } = await refusal('sources.create', given(args))
  expect(status).toBe(422)
  expect(error_details.issues?.[0]?.path).toBe(path)
})

test('needs the scope sources:write', async () => {
  const refused = await refusal('sources.create', given(), { scopes: ['sources:read', 'admin'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
})
