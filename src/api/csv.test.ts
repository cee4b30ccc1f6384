import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('cells come out of a reader of CSV as they went in', () => {
  const cell = fc.string().filter((text) => !/^[=+\-@\t\r]/.test(text))
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2 }), (cells) => {
      expect(parse(csvLine(cells))).toEqual([cells])
    }),
  )
})

test('no cell is a formula', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r'])
    expect(parse(csvLine([`${start}1+1`, null]))).toEqual([[`'${start}1+1`, '']])
})
