import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'

const { call, refusal, send } = testApp()
let id = ''

beforeAll(async () => {
  const refused = Array.from({ length: 5 }, (_, n) => `,"=cmd|' /C calc'!A${n}"`)
  const lines = ['email,name', 'ada@example.com,Ada', 'ADA@example.com,"Ada, again"', ...refused]
  const file = { file_name: 'people.csv', content: `${lines.join('\n')}\n` }
  id = (await call('imports.create', file)).import_id
  await call('imports.apply', { id })
})

test('tells about an import, its preview, and the lines that were refused', async () => {
  const answer = await call('imports.info', { id })
  expect(answer).toMatchObject({
    import: { id, file_name: 'people.csv', status: 'applied', counts: { created: 1, refused: 6 } },
    preview: { import_id: id, dry_run: false },
    response_metadata: { next_cursor: null },
  })
  expect(answer.lines).toHaveLength(6)
  expect(answer.lines[0]).toMatchObject({
    line: 3,
    outcome: 'refused',
    code: 'duplicate',
    message: expect.stringContaining('line 2'),
    raw: expect.stringContaining('ADA@example.com'),
  })
  expect(answer.lines[1]).toMatchObject({ line: 4, code: 'missing_email' })
})

test('goes on where it ended', async () => {
  const first = await call('imports.info', { id, limit: 4 })
  expect(first.lines.map(({ line }) => line)).toEqual([3, 4, 5, 6])
  const cursor = first.response_metadata.next_cursor ?? ''
  const second = await call('imports.info', { id, limit: 4, cursor })
  expect(second.lines.map(({ line }) => line)).toEqual([7, 8])
  expect(second.response_metadata.next_cursor).toBeNull()
})

test('tells the lines of another outcome', async () => {
  const { lines } = await call('imports.info', { id, outcome: 'created' })
  expect(lines).toMatchObject([{ line: 2, outcome: 'created', code: null, message: null }])
})

test('gives all lines as a CSV file without formulas', async () => {
  const response = await send(`/imports.info?id=${id}&format=csv&limit=1`)
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(response.headers.get('content-disposition')).toBe(
    'attachment; filename="import-1-refused.csv"',
  )
  const [head, ...rows] = parse(await response.text()) as string[][]
  expect(head).toEqual(['line', 'outcome', 'code', 'message', 'raw'])
  expect(rows.map(([line]) => line)).toEqual(['3', '4', '5', '6', '7', '8'])
  expect(rows.flat().filter((cell) => /^[=+@-]/.test(cell))).toEqual([])
})

test('needs the scope imports:read', async () => {
  expect(await refusal('imports.info', { id }, { scopes: ['users:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})

test('names what is wrong', async () => {
  for (const args of [{ id: 'OTk' }, { id: 'OTk', format: 'csv' }])
    expect(await refusal('imports.info', args)).toMatchObject({ status: 404, error: 'not_found' })
  expect(await refusal('imports.info', { id, cursor: 'x' })).toMatchObject({
    error_details: { issues: [{ path: 'cursor' }] },
  })
})
