import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvHead } from './csv-dialect.ts'

test.each([
  ['comma', 'a,b\n1,2\n', ','],
  ['semicolon', 'a;b\n"1,5";2\n', ';'],
  ['tab', 'a\tb, c\n1\t2, 3\n', '\t'],
  ['bar', 'a|b\n1|2\n', '|'],
])('a %s between the cells is found', (_, text, delimiter) => {
  expect(csvHead(text, true)).toMatchObject({ delimiter, header_line: 1 })
})

test('commas inside the cells of some rows do not win over semicolons in all', () => {
  const text = 'name;email\nDoe, Jane;j@corp.example\nRoe, Ray;r@corp.example\nAki;a@corp.example\n'
  expect(csvHead(text, true)).toMatchObject({ delimiter: ';', headers: ['name', 'email'] })
})

test('the first line of Excel that names the delimiter is no heading', () => {
  expect(csvHead('sep=;\r\na;b,c\r\n1;2\r\n', true)).toEqual({
    delimiter: ';',
    header_line: 2,
    headers: ['a', 'b,c'],
    rows: [['1', '2']],
  })
})

test('blank lines above the headings are counted', () => {
  expect(csvHead('\n\n,,\nname,mail\nJane,j@corp.example\n', true).header_line).toBe(4)
})

test('a first row with an address is no row of headings', () => {
  expect(csvHead('j@corp.example,daily\na@corp.example,never\n', true)).toMatchObject({
    header_line: 0,
    headers: ['Column 1', 'Column 2'],
    rows: [
      ['j@corp.example', 'daily'],
      ['a@corp.example', 'never'],
    ],
  })
})

test('headings that are empty or repeated get names of their own', () => {
  expect(csvHead('team,,team\nA,B,C\n', true).headers).toEqual(['team', 'Column 2', 'team (2)'])
})

test('a last row that the head cuts off is not looked at', () => {
  expect(csvHead('a,b\n1,2\n3', false).rows).toEqual([['1', '2']])
  expect(csvHead('a,b\n1,2\n"3', false).rows).toEqual([])
})

test('the delimiter of any table with plain cells is found', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,5}$/), fc.stringMatching(/^[a-z]{1,5}$/)), {
        minLength: 2,
      }),
      fc.constantFrom(',', ';', '\t', '|'),
      (rows, delimiter) => {
        const text = rows.map((row) => `${row.join(delimiter)}\n`).join('')
        expect(csvHead(text, true).delimiter).toBe(delimiter)
      },
    ),
  ))
