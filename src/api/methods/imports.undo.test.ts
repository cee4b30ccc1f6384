import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'

const { call, refusal } = testApp()

test('takes an import back; a dry run tells of it before', async () => {
  const content = 'email,name\nada@example.com,Ada\ngrace@example.com,Grace\n'
  const { import_id: id } = await call('imports.create', { content })
  expect(await refusal('imports.undo', { id })).toMatchObject({
    status: 409,
    error: 'not_undoable',
  })
  await call('imports.apply', { id })
  await call('users.update', { email: 'grace@example.com', start_date: '2020-01-01' })
  const tables = [{ table: 'users', restored: 0, deleted: 1, kept: 1 }]
  expect((await call('imports.undo', { id, dry_run: true })).undone).toEqual({
    import_id: id,
    dry_run: true,
    tables,
  })
  expect((await call('users.search', {})).total).toBe(2)
  expect((await call('imports.undo', { id })).undone).toMatchObject({ dry_run: false, tables })
  expect((await call('users.search', {})).users).toMatchObject([{ name: 'Grace' }])
})

test('needs the scope imports:write, and an import', async () => {
  expect(await refusal('imports.undo', { id: 'MQ' }, { scopes: ['imports:read'] })).toMatchObject({
    error: 'not_authorized',
  })
  expect(await refusal('imports.undo', { id: 'OTk' })).toMatchObject({ error: 'not_found' })
  expect(await refusal('imports.undo', { id: 'MQ', dry_run: 'no' })).toMatchObject({
    error_details: { issues: [{ path: 'dry_run' }] },
  })
})

test('does not give an account back to somebody who has been merged since', async () => {
  const lists = [
    'email,name,github_username\nj@example.com,J,jay\njane@example.com,Jane,\n',
    'email,github_username\nj@example.com,gone\njane@example.com,jay\n',
  ]
  const pulls = 'repo,number,author,created_at,merged_at\na/b,1,jay,2026-01-05,2026-01-06\n'
  const ids: string[] = []
  for (const content of [lists[0], pulls, lists[1]]) {
    const { import_id } = await call('imports.create', { content: content ?? '' })
    await call('imports.apply', { id: import_id })
    ids.push(import_id)
  }
  const [from, into] = await Promise.all(
    ['j@example.com', 'jane@example.com'].map(
      async (q) => (await call('users.search', { q })).users[0]?.id ?? '',
    ),
  )
  await call('users.merge', { into: into ?? '', from: from ?? '' })
  const told = await refusal('imports.undo', { id: ids[2] ?? '' })
  expect(told).toMatchObject({ status: 409, error: 'not_undoable' })
  expect(told.message).toContain('split')
})
