import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { coderHeadings, coderRows } from './coder-table.ts'
import { collect, factsOf, fixture, issuesOf, pieces, read } from './fixtures/given.ts'

const HEADERS = ['USERNAME', 'NAME', 'EMAIL', 'CREATED AT', 'STATUS']

/** A table as the command prints it: cells padded to the width of their column, two blanks after each. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const all = [HEADERS, ...rows]
  const widths = HEADERS.map((_, i) => Math.max(...all.map((row) => stringWidth(row[i] ?? ''))))
  const pad = (cell: string, i: number) =>
    `${cell}${' '.repeat((widths[i] ?? 0) - stringWidth(cell))}  `
  return all.map((row) => `${row.map(pad).join('')}\n`).join('')
}

test('the table of the command becomes accounts, and its service accounts issues', async () => {
  const { recognised, lines } = await read(fixture('coder-users-table.txt'))
  expect(recognised).toMatchObject({
    kind: 'tool_users',
    format: 'coder-table',
    source: 'coder',
    title: 'Table of `coder users list`',
    needs_mapping: false,
  })
  expect(recognised.columns[0]).toEqual({
    header: 'USERNAME',
    target: 'username',
    samples: ['Ole-Gone', 'aki'],
  })
  expect(lines[0]).toEqual({
    line: 2,
    fact: {
      account: { username: 'Ole-Gone', email: 'ole.gone@example.org' },
      status: 'suspended',
      created_at: '2024-06-10T10:10:10.000Z',
    },
  })
  expect(lines[2]).toMatchObject({ line: 4, issue: { line: 4, code: 'service_account' } })
})

test('the table is read as PowerShell saves it, in UTF-16 with CR LF', async () => {
  const text = Buffer.from(fixture('coder-users-table.txt')).toString().replaceAll('\n', '\r\n')
  const saved = Buffer.from(`\uFEFF${text}`, 'utf16le')
  expect(await factsOf(saved)).toEqual(await factsOf(fixture('coder-users-table.txt')))
})

test('warnings above the table are skipped, and the name of older versions for a column is known', async () => {
  const table = [
    'version mismatch: client v2.10.0, server v2.12.0',
    '',
    'USERNAME  EMAIL             CREATED_AT            STATUS  ',
    'aki       aki@corp.example  2024-02-01T08:00:00Z  active  ',
  ].join('\n')
  const { lines } = await read(table)
  expect(lines).toMatchObject([{ line: 4, fact: { created_at: '2024-02-01T08:00:00.000Z' } }])
})

test('cells are cut at the headings: names with blanks, wide letters, and blanks that an editor cut', async () => {
  const table = tableOf([
    ['aki', '田中  亜紀', 'aki@corp.example', '2024-02-01T08:00:00Z', 'active'],
    ['ines', 'Ine\u0302s Müller, "Nês"', 'ines@corp.example', '2024-02-01T08:00:00Z', 'dormant'],
  ]).replace(/ +$/gm, '')
  const names = (await factsOf(table)).map((fact) => 'account' in fact && fact.account?.name)
  expect(names).toEqual(['田中  亜紀', 'Ine\u0302s Müller, "Nês"'])
})

test('a line whose cells do not stand below the headings is an issue', async () => {
  const table = `${tableOf([['aki', 'Aki', 'aki@corp.example', '2024-02-01T08:00:00Z', 'active']])}Connection to the server was lost; try again\n`
  expect(await issuesOf(table)).toEqual([[3, 'malformed']])
})

test('a table without the e-mail column holds no service accounts for that', async () => {
  const facts = await factsOf('USERNAME  STATUS  \naki       active  \n')
  expect(facts).toEqual([{ account: { username: 'aki' }, status: 'active' }])
})

test('only lines with known names in capitals are headings', () => {
  expect(coderHeadings('USERNAME  EMAIL')?.map(({ from }) => from)).toEqual([0, 10])
  expect(coderHeadings('USERNAME EMAIL CREATED AT STATUS')).toBeUndefined()
  expect(coderHeadings('username  email')).toBeUndefined()
  expect(coderHeadings('USERNAME,EMAIL')).toBeUndefined()
  expect(coderHeadings('NAME  READY  STATUS')).toBeUndefined()
})

const name = fc
  .string({
    unit: fc.constantFrom('a', 'Ø', '田', '가', 'e\u0301', '🙂', ',', '"', ' b', '한 '),
    maxLength: 12,
  })
  .map((text) => text.trim())

test('any names come back from a table', () =>
  fc.assert(
    fc.asyncProperty(fc.array(name, { minLength: 1 }), async (names) => {
      const rows = names.map((text, i) => [`u${i}`, text, '', '2024-02-01T08:00:00Z', 'active'])
      const found = await collect(coderRows(pieces(tableOf(rows))))
      const read = found.map((row) => 'cells' in row && [...row.cells][1]?.[1][0]?.trim())
      expect(read).toEqual(names)
    }),
  ))
