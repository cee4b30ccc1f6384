import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('any cells read back as they were', () => {
  const rows = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 }))
  fc.assert(
    fc.property(rows, (rows) => {
      const text = rows.map((cells) => csvLine(cells)).join('')
      expect(parse(text, { relax_column_count: true, record_delimiter: '\n' })).toEqual(rows)
    }),
  )
})

test('what is not known is an empty cell', () => {
  expect(csvLine(['a', undefined, 0, false])).toBe('a,,0,false\n')
})
