import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvOf, reportCsv } from './csv.ts'

describe('CSV', () => {
  test('quotes what needs it, and leaves out what is nothing', () => {
    expect(
      csvOf([
        ['a', 1.5, null],
        ['b, "c"', -2, 'd\ne'],
      ]),
    ).toBe('a,1.5,\r\n"b, ""c""",-2,"d\ne"\r\n')
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")'])(
    'does not let %j become a formula',
    (text) => {
      const [[cell]] = parse(csvOf([[text]])) as [[string]]
      expect(cell).toBe(`'${text}`)
    },
  )

  test('is read back as it was written', () => {
    const text = fc.string().filter((it) => !/^[=+\-@\t\r]/.test(it))
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.double({ noNaN: true }))), (rows) => {
        const read = parse(csvOf(rows), { relax_column_count: true }) as [string, string][]
        expect(read.map(([a, b]) => [a, Number(b)])).toEqual(
          rows.map(([a, b]) => [a, b === 0 ? 0 : b]),
        )
      }),
    )
  })

  test('of a report has one head and the same columns in every line', () => {
    const lines = parse(
      reportCsv([{ section: 'warning', note: 'n' }, { estimate: 1 }]),
    ) as string[][]
    expect(new Set(lines.map(({ length }) => length))).toEqual(new Set([12]))
    expect(lines[1]?.[0]).toBe('warning')
  })
})
