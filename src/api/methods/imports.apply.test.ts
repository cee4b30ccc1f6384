import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { one } from '../../store/db.ts'

const { held, call, refusal } = testApp()

const content = 'email,name,attribute:Level\nada@example.com,Ada,L5\n,Nobody,L1\n'

test('applies an import, once', async () => {
  const { import_id: id } = await call('imports.create', { content })
  const { preview } = await call('imports.apply', { id })
  expect(preview).toMatchObject({
    import_id: id,
    dry_run: false,
    counts: { created: 1, refused: 1 },
  })
  const { users } = await call('users.list', {})
  expect(users).toMatchObject([{ name: 'Ada', attributes: [{ name: 'Level', value: 'L5' }] }])
  expect(await refusal('imports.apply', { id })).toMatchObject({ status: 409, error: 'conflict' })
})

test('is done in the name of whoever asks', async () => {
  const entry = sql<{
    actor: string
  }>`select a.actor from audit_log a where a.action = 'imports.apply'`
  expect((await one(held.database.db, entry)).actor).toMatch(/^token:\d+$/)
})

test('needs the scope imports:write', async () => {
  expect(await refusal('imports.apply', { id: 'MQ' }, { scopes: ['imports:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})

test('names what is wrong', async () => {
  expect(await refusal('imports.apply', { id: 'OTk' })).toMatchObject({ error: 'not_found' })
  expect(await refusal('imports.apply')).toMatchObject({
    error_details: { issues: [{ path: 'id' }] },
  })
})
