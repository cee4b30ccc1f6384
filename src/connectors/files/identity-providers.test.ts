import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'
import { factsOf, fixture, read } from './fixtures/given.ts'

const FILES = [
  'entra-documented.csv',
  'entra-new.csv',
  'microsoft-365.csv',
  'google.csv',
  'okta-rockstar.csv',
  'okta-password-health.csv',
  'jumpcloud.csv',
  'onelogin.csv',
]

/** A file as Excel saves it again in some place: another delimiter, line ends of Windows, another encoding. */
const SAVED: [how: string, delimiter: string, encode: (text: string) => Uint8Array][] = [
  ['semicolons and a byte order mark', ';', (text) => Buffer.from(`\uFEFF${text}`)],
  ['tabs in UTF-16', '\t', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
]

const rowsOf = (file: string): string[][] => parse(fixture(file), { bom: true })
const saved = (rows: string[][], delimiter: string) =>
  rows.map((cells) => `${csvLine(cells, delimiter)}\r\n`).join('')

test.each(FILES.flatMap((file) => SAVED.map((way) => [file, ...way] as const)))(
  '%s says the same with %s',
  async (file, _, delimiter, encode) => {
    const again = encode(saved(rowsOf(file), delimiter))
    const [before, after] = [await read(fixture(file)), await read(again)]
    expect(after.recognised.format).toBe(before.recognised.format)
    expect(await factsOf(again)).toEqual(await factsOf(fixture(file)))
  },
)

test.each(FILES)('%s says the same with its columns in another order', async (file) => {
  const turned = saved(
    rowsOf(file).map((cells) => [...cells].reverse()),
    ',',
  )
  expect(await factsOf(turned)).toEqual(await factsOf(fixture(file)))
})

test.each(FILES)('cells of %s that look like formulas stay text', async (file) => {
  const [headings = [], ...rows] = rowsOf(file)
  const named = headings.findIndex((header) => /display ?name|^user$|first ?name/i.test(header))
  const told = rows.map((cells) => cells.with(named, '=HYPERLINK("http://evil.example")'))
  const facts = await factsOf(saved([headings, ...told], ','))
  expect(facts.length).toBe((await factsOf(fixture(file))).length)
  for (const fact of facts) expect('name' in fact && fact.name).toContain('=HYPERLINK("http')
})
