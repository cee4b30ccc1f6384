import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'

const { held, call, refusal } = testApp()

test('tells what applying would do as things stand now, and changes nothing', async () => {
  const content = 'email,name\nada@example.com,Ada\n'
  const { import_id: id, preview } = await call('imports.create', { content })
  expect(preview?.counts).toMatchObject({ created: 1 })
  expect((await call('users.search', {})).total).toBe(0)
  await given.people(held.database, [{ email: 'ada@example.com', name: 'Ada' }])
  expect((await call('imports.preview', { id })).preview).toMatchObject({
    import_id: id,
    dry_run: true,
    counts: { created: 0, unchanged: 1 },
  })
})

test('needs the scope imports:write, and an import', async () => {
  expect(
    await refusal('imports.preview', { id: 'MQ' }, { scopes: ['imports:read'] }),
  ).toMatchObject({ error: 'not_authorized' })
  expect(await refusal('imports.preview', { id: 'OTk' })).toMatchObject({ error: 'not_found' })
  expect(await refusal('imports.preview')).toMatchObject({
    error_details: { issues: [{ path: 'id' }] },
  })
})
