import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'

const { call, refusal } = testApp()

test('lists the imports, the newest first, page by page', async () => {
  for (const name of ['ada', 'grace', 'edsger'])
    await call('imports.create', {
      file_name: `${name}.csv`,
      content: `email,name\n${name}@example.com,${name}\n`,
    })
  const first = await call('imports.list', { page_size: 2 })
  expect(first).toMatchObject({ next_page: 2, total: 3, total_pages: 2 })
  expect(first.imports.map(({ file_name }) => file_name)).toEqual(['edsger.csv', 'grace.csv'])
  expect(first.imports[0]).toEqual({
    id: 'Mw',
    kind: 'people',
    format: 'csv',
    source: 'file',
    title: expect.any(String),
    file_name: 'edsger.csv',
    status: 'staged',
    lines: 1,
    counts: { created: 1, changed: 0, unchanged: 0, refused: 0 },
    error: null,
    created_at: expect.any(String),
    created_by: expect.stringMatching(/^token:\d+$/),
    applied_at: null,
    undone_at: null,
  })
})

test('needs the scope imports:read, and a page that there can be', async () => {
  expect(await refusal('imports.list', {}, { scopes: ['users:read'] })).toMatchObject({
    error: 'not_authorized',
  })
  expect(await refusal('imports.list', { page_size: 101 })).toMatchObject({
    error_details: { issues: [{ path: 'page_size' }] },
  })
})
