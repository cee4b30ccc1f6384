import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../errors.ts'
import { FactKind } from '../../model/index.ts'
import { collect, fixture, read, refusalOf, source } from './fixtures/given.ts'
import { readFacts } from './read-facts.ts'
import { recognise } from './recognise.ts'

const image = Buffer.from('89504e470d0a1a0a0000000d4948445200000010000000100806', 'hex')
const noise = Buffer.from([...Array(600).keys()].map((i) => (i * 131) % 256))

test.each<[string, string | Uint8Array, string]>([
  ['an empty file', '', 'empty'],
  ['a file of blanks', '\uFEFF \r\n\n', 'empty'],
  ['an empty list', '[]', 'empty'],
  ['a list of nobody', '{"users":[],"count":0}\n', 'empty'],
  ['a CSV of headings only', 'email,name\n', 'no_rows'],
  ['a table of headings only', 'USERNAME  EMAIL  CREATED AT  STATUS  \n', 'no_rows'],
  ['a sign-in page', '\n<!DOCTYPE html><html><body>Sign in</body></html>', 'html'],
  ['a workbook', Buffer.from('504b0304140006000800', 'hex'), 'workbook'],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'workbook'],
  ['a PDF', '%PDF-1.7\n', 'pdf'],
  ['an image', image, 'binary'],
  ['noise', noise, 'binary'],
  [
    'a saved error',
    '{"message":"Resource not found","detail":"for jane@corp.example"}',
    'error_body',
  ],
  ['a saved error of GraphQL', '{"errors":[{"message":"Bad credentials"}]}', 'error_body'],
  ['a saved error with a user', '{"error":"denied","user":"aki"}', 'error_body'],
  ['names of columns', fixture('coder-header-list.csv'), 'header_list'],
  ['names of columns on a line', '["avatar_url","email","username"]\n', 'header_list'],
  ['a table with commas', fixture('coder-users-table-commas.csv'), 'mangled_table'],
  [
    'a table with single blanks',
    'USERNAME EMAIL CREATED AT STATUS \naki a@corp.example 2024-02-01T08:00:00Z active \n',
    'mangled_table',
  ],
  [
    'pull requests without times',
    '[{"number":1,"isDraft":false,"url":"https://github.com/a/b/pull/1"}]',
    'pull_request_fields',
  ],
  [
    'pull requests without merges',
    '[{"number":1,"createdAt":"2026-08-31T12:00:00Z","url":"https://github.com/a/b/pull/1"}]',
    'pull_request_fields',
  ],
  ['a list of numbers', '[1,2,3]', 'unknown_json'],
  ['objects about something else', '[{"colour":"red"}]', 'unknown_json'],
  ['a JSON that breaks at once', '{"users', 'broken_json'],
])('%s is refused', async (_, content, code) => {
  expect(await refusalOf(content)).toBe(code)
})

test('a refusal names the file, says what works, and gives no address away', async () => {
  const saved = recognise(source('{"message":"Gone","detail":"for jane@corp.example"}'), {
    file_name: 'users.json',
  })
  await expect(saved).rejects.toThrow(
    'users.json holds an error message instead of data. It says: “Gone for …”',
  )
  const headers = recognise(source(fixture('coder-header-list.csv')))
  await expect(headers).rejects.toThrow('coder users list --output json > users.json')
})

test('a kind that the format cannot hold is refused', async () => {
  expect(await refusalOf(fixture('gh-pr-list.json'), { as: 'people' })).toBe('another_kind')
  expect(await refusalOf(fixture('coder-users-table.txt'), { as: 'people' })).toBe('another_kind')
  expect(await refusalOf(fixture('coder-activity.json'), { as: 'tool_days' })).toBeUndefined()
})

test('a list of one account of Coder is read, with the reason why it may be alone', async () => {
  const user = {
    id: '1',
    username: 'aki',
    email: 'aki@corp.example',
    created_at: '2024-02-01T08:00:00Z',
    status: 'active',
  }
  const { recognised } = await read(JSON.stringify({ users: [user], count: 1 }))
  expect(recognised.notes).toEqual([expect.stringContaining('one account only')])
  expect((await read(fixture('coder-users-table.txt'))).recognised.notes).toEqual([])
})

test('a file that is not UTF-8 is read, and says how', async () => {
  const { recognised, lines } = await read(
    Buffer.from('email,name\nines@corp.example,Inês Müller\n', 'latin1'),
  )
  expect(recognised.notes).toEqual([expect.stringContaining('windows-1252')])
  expect(lines).toMatchObject([{ fact: { name: 'Inês Müller' } }])
})

test('a first element longer than the head is still recognised', async () => {
  const pull = {
    body: 'x'.repeat(400_000),
    number: 1,
    url: 'https://github.com/a/b/pull/1',
    author: { login: 'aki' },
    createdAt: '2026-08-31T12:00:00Z',
    mergedAt: null,
  }
  for (const text of [
    JSON.stringify([pull, pull]),
    `${JSON.stringify(pull)}\n`,
    JSON.stringify([pull], null, 2),
  ]) {
    expect((await read(text)).recognised.format).toBe('gh-json')
  }
})

test('only the head of a file is read to recognise it', async () => {
  let given = 0
  const endless = async function* () {
    yield Buffer.from('email,name\n')
    while (true) {
      given += 1
      yield Buffer.from('aki@corp.example,Aki\n'.repeat(1000))
    }
  }
  expect(await recognise(endless)).toMatchObject({ kind: 'people' })
  expect(given).toBeLessThan(20)
})

test('no file takes long for what stands in it', async () => {
  const parts = ['[', ' ', '/', '<', '_', '@.', 'CREATED,AT,', 'USERNAME ', 'a ', '1,', '"', 'S@']
  for (const part of parts) {
    const long = part.repeat(200_000 / part.length)
    const cell = `"x${long.replaceAll('"', '""')}x"`
    await read(`email,start date,github\na@b.example,,\na@b.example,${cell},${cell}\n${cell},,\n`)
    await refusalOf(long)
    await refusalOf(JSON.stringify({ message: long }))
    await refusalOf(JSON.stringify([{ iid: 1, source_branch: 'x', references: { full: long } }]))
  }
}, 10_000)

/** Pieces of real files, whole and cut, in any order, and bytes of any kind. */
const shreds = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  '"users":',
  '"email":"a@b.example"',
  '{"a":1}',
  ',',
  ';',
  '\t',
  '\n',
  '\r\n',
  '"',
  'email',
  'name',
  'a@b.example',
  'USERNAME  EMAIL  STATUS  ',
  'aki  a@b.example  active',
  '# x',
  'null',
  '\uFEFF',
  '0001-01-01T00:00:00Z',
  'repo,number,author,opened_at',
  'a/b,1,aki,2024-01-01',
  '[{"number":1,"createdAt":"x","url":"y","mergedAt":null}]',
  '{"iid":1,"source_branch":"x"}',
  '{"report":{"users":[{}]}}',
  'sep=;',
  'attribute:',
  '\0',
  '田',
  '__proto__',
  'constructor',
)
const content = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.array(shreds, { maxLength: 20 }).map((parts) => Buffer.from(parts.join(''))),
  fc.array(shreds, { maxLength: 20 }).map((parts) => Buffer.from(parts.join(''), 'utf16le')),
)

test('no bytes make a file anything but recognised or refused, and no line anything but a fact or an issue', () =>
  fc.assert(
    fc.asyncProperty(
      content,
      fc.option(fc.constantFrom(...FactKind.options), { nil: undefined }),
      async (bytes, as) => {
        try {
          const { lines } = await read(bytes, { as })
          expect(lines.every((line) => 'fact' in line !== 'issue' in line)).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      },
    ),
    { numRuns: 1500 },
  ))

test('the reading of one file survives the bytes of another', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(
        'people.csv',
        'coder-users-table.txt',
        'coder-users-cli.json',
        'gh-pr-list.json',
        'emails.txt',
      ),
      content,
      async (file, bytes) => {
        const recognised = await recognise(source(fixture(file)))
        for (const line of await collect(readFacts(source(bytes), recognised))) {
          expect('fact' in line || line.raw.length <= 500).toBe(true)
        }
      },
    ),
    { numRuns: 300 },
  ))
