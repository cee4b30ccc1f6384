import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { type FakeCoder, startCoder } from '../../../test/fakes/coder/start.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'
import { toRow } from '../../model/index.ts'
import { one } from '../../store/db.ts'

const { held, call, refusal } = testApp({ sources: SOURCE_JOBS })

let coder: FakeCoder
let id: string
beforeAll(async () => {
  coder = await startCoder({ count: 5 })
  const { source } = await call('sources.create', {
    kind: 'coder',
    name: 'Coder',
    settings: { url: coder.url, usage_from: '2026-08-17' },
    secret: { token: coder.tokens.auditor },
  })
  id = source.id
  await call('sources.run', { id })
})
afterAll(() => coder.close())

test('a dry run tells what stays, and ends nothing', async () => {
  const { stays, message } = await call('sources.remove', { id, dry_run: true })
  expect(stays.accounts).toBeGreaterThan(5)
  expect(message).toContain(`${stays.accounts} accounts`)
  expect((await call('sources.list', {})).sources).toHaveLength(1)
})

test('a source that is removed is gone with its secret, and what it brought stays', async () => {
  const { stays } = await call('sources.remove', { id })
  expect((await call('sources.list', {})).sources).toEqual([])
  expect(await refusal('sources.info', { id })).toMatchObject({ error: 'not_found' })
  const row = await one(
    held.database.db,
    sql`
      select s.secret, (select count(*) from accounts a where a.source = 'coder') as accounts
      from sources s
      where s.id = ${toRow(id)}
    `,
  )
  expect(row).toEqual({ secret: '', accounts: stays.accounts })
})

test('a source that is added again goes on with what it had brought, and one beside it has its own', async () => {
  const given = { kind: 'coder', settings: { url: coder.url }, secret: { token: 'abc' } }
  expect((await call('sources.create', { ...given, name: 'Coder' })).source.key).toBe('coder')
  expect((await call('sources.create', { ...given, name: 'Lab' })).source.key).toBe('coder-2')
})

test('needs the scope sources:write', async () => {
  const refused = await refusal('sources.remove', { id }, { scopes: ['sources:read'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
  expect(await refusal('sources.remove', {})).toMatchObject({ status: 422 })
})
