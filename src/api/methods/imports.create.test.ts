import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import type { FactKind } from '../../model/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'facet-uploads-test-'))
const { call, refusal, send } = testApp({ uploads: { folder, limit: 100_000 } })

const PEOPLE =
  'email,name,attribute:Level\nada@example.com,Ada,L5\ngrace@example.com,Grace,L6\n,Nobody,\n'

interface Created {
  ok: boolean
  preview: { counts: object; file_name: string | null; dry_run: boolean }
}

const expected = {
  ok: true,
  recognised: { kind: 'people', format: 'csv' },
  preview: {
    kind: 'people',
    dry_run: true,
    lines: 3,
    counts: { created: 2, changed: 0, unchanged: 0, refused: 1 },
    refusals: [{ code: 'missing_email', lines: 1 }],
  },
}

const create = async (init: RequestInit, query = '') =>
  (await (await send(`/imports.create${query}`, { method: 'POST', ...init })).json()) as Created

test('reads a file, tells what it is and what it would do, and changes nothing', async () => {
  const answer = await call('imports.create', { file_name: 'people.csv', content: PEOPLE })
  expect(answer).toMatchObject({ ...expected, import_id: expect.any(String) })
  expect(answer.preview).toMatchObject({
    import_id: answer.import_id,
    file_name: 'people.csv',
    values: [
      { attribute: 'Level', value: 'L5', users: 1 },
      { attribute: 'Level', value: 'L6', users: 1 },
    ],
  })
  expect(answer.recognised.columns.map(({ target }) => target)).toEqual([
    'email',
    'name',
    'attribute:Level',
  ])
  expect((await call('users.search', {})).total).toBe(0)
  expect((await call('attributeGroups.list', {})).attribute_groups).toEqual([])
})

test('takes the file as a part of a form, with options as JSON', async () => {
  const form = new FormData()
  form.append('options', JSON.stringify({ valid_from: '2026-01-01' }))
  form.append('file', new Blob([PEOPLE]), 'people.csv')
  const answer = await create({ body: form })
  expect(answer).toMatchObject(expected)
  expect(answer.preview.file_name).toBe('people.csv')
})

test('takes the file as the whole body, with arguments in the query', async () => {
  for (const type of ['text/csv', 'application/octet-stream']) {
    const init = { body: Buffer.from(PEOPLE), headers: { 'content-type': type } }
    const answer = await create(init, '?file_name=people.csv')
    expect(answer).toMatchObject(expected)
    expect(answer.preview.file_name).toBe('people.csv')
  }
})

test('says what a column may become, and takes all of it as a mapping', async () => {
  const { fields } = await call('imports.create', { content: PEOPLE })
  expect(fields.people).toEqual(expect.arrayContaining(['email', 'team', 'attribute:Level']))
  for (const [as, targets] of Object.entries(fields) as [FactKind, string[]][]) {
    const cells = targets.map((_, place) => `c${place}`).join(',')
    const content = `${cells}\n${cells}\n`
    const mapping = Object.fromEntries(targets.map((target, place) => [`c${place}`, target]))
    const { recognised } = await call('imports.create', {
      content,
      options: { as, mapping, attribute: 'Tool' },
    })
    expect(recognised.columns.map(({ target }) => target)).toEqual(targets)
  }
})

test('takes the file in base64', async () => {
  const content_base64 = Buffer.from(PEOPLE, 'utf16le').toString('base64')
  expect(await call('imports.create', { content_base64 })).toMatchObject(expected)
})

test('leaves no file behind, whatever comes of it', async () => {
  const form = new FormData()
  form.append('file', new Blob(['\0\u0001\u0002']), 'noise.bin')
  expect(await create({ body: form })).toMatchObject({ ok: false, error: 'file_refused' })
  const large = new FormData()
  large.append('file', new Blob([PEOPLE]), 'first.csv')
  large.append('file', new Blob(['x'.repeat(100_001)]), 'second.csv')
  expect(await create({ body: large })).toMatchObject({ ok: true })
  const cut = await new Response(form).arrayBuffer()
  expect(
    await create({
      body: cut.slice(0, -10),
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    }),
  ).toMatchObject({ ok: false, error: 'invalid_payload' })
  expect(readdirSync(folder)).toEqual([])
})

test('refuses a file that is too large', async () => {
  const form = new FormData()
  form.append('file', new Blob(['x'.repeat(100_001)]), 'large.csv')
  expect(await create({ body: form })).toMatchObject({ ok: false, error: 'too_large' })
  const body = 'x'.repeat(100_001)
  expect(await create({ body, headers: { 'content-type': 'text/csv' } })).toMatchObject({
    error: 'too_large',
  })
  expect(readdirSync(folder)).toEqual([])
})

test('the fields of a form have a limit together', async () => {
  const form = new FormData()
  for (const name of ['a', 'b']) form.append(name, 'x'.repeat(9_000_000))
  expect(await create({ body: form })).toMatchObject({ ok: false, error: 'too_large' })
})

test('needs the scope imports:write', async () => {
  expect(
    await refusal('imports.create', { content: PEOPLE }, { scopes: ['users:write'] }),
  ).toMatchObject({ status: 403, error: 'not_authorized' })
})

test.each([
  [{}, 'content'],
  [{ content_base64: '%%%' }, 'content_base64'],
  [{ content: PEOPLE, options: { valid_from: 'today' } }, 'options.valid_from'],
  [{ content: PEOPLE, options: { as: 'robots' } }, 'options.as'],
])('%o names the argument that is wrong', async (args, path) => {
  expect(await refusal('imports.create', args)).toMatchObject({
    status: 422,
    error_details: { issues: [{ path }] },
  })
})
