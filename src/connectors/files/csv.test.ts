import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine, csvRows } from './csv.ts'
import { collect, pieces } from './fixtures/given.ts'

const rowsOf = (text: string, delimiter = ',') => collect(csvRows(pieces(text), delimiter))

test('rows bear the line on which they begin, also below cells of several lines', async () => {
  expect(await rowsOf('a,b\r\n"x\r\ny",2\r\n\r\n3,"""q"""\r\n,\r\n4,5')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x\r\ny', '2'] },
    { line: 5, cells: ['3', '"q"'] },
    { line: 7, cells: ['4', '5'] },
  ])
})

test('a stray quotation mark is text, and does not cost the row', async () => {
  expect(await rowsOf('a 3" screen,x\n"Jane "JD" Doe",y\n')).toEqual([
    { line: 1, cells: ['a 3" screen', 'x'] },
    { line: 2, cells: ['"Jane "JD" Doe"', 'y'] },
  ])
})

test('rows before a quotation mark that is never closed are kept, and the rest is told of', async () => {
  const [first, second, ...none] = await rowsOf('a,b\n"open,3\n4,5\n')
  expect([first, none]).toEqual([{ line: 1, cells: ['a', 'b'] }, []])
  expect(second).toMatchObject({ line: 2, fault: { code: 'malformed' } })
})

test('a row without end is given up before it fills the memory', async () => {
  const rows = await rowsOf(`a,b\n1,2\n"${'x'.repeat(1_100_000)}\n4,5",6\n7,8\n`)
  expect(rows.slice(0, 2).map(({ line }) => line)).toEqual([1, 2])
  expect(rows.slice(2)).toMatchObject([{ line: 3, fault: { code: 'malformed' } }])
})

test('a reader that stops early closes the file', async () => {
  let closed = false
  const endless = async function* () {
    try {
      while (true) yield 'a,b\n'
    } finally {
      closed = true
    }
  }
  for await (const _ of csvRows(endless(), ',')) break
  await new Promise(setImmediate)
  expect(closed).toBe(true)
})

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '田', '🙂', ' ', ',', ';', '|', '\t', '"', '\n', '\r\n', '='),
})
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
  minLength: 1,
  maxLength: 6,
})

test('any table comes back as it was written', () =>
  fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.integer({ min: 1, max: 9 }),
      async (cells, delimiter, end, size) => {
        const text = cells.map((row) => csvLine(row, delimiter) + end).join('')
        const rows = await collect(csvRows(pieces(text, size), delimiter))
        const filled = cells.filter((row) => row.some((written) => written.trim() !== ''))
        expect(rows.map((row) => 'cells' in row && row.cells)).toEqual(filled)
      },
    ),
  ))
