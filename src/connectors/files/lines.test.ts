import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collect, pieces } from './fixtures/given.ts'
import { lines } from './lines.ts'

const textsOf = async (text: string, size?: number) =>
  (await collect(lines(pieces(text, size)))).map((line) => line.text)

test('lines end at LF, CR LF and CR, and are counted from 1', async () => {
  expect(await collect(lines(pieces('a\r\nb\rc\n\nd', 1)))).toEqual([
    { line: 1, text: 'a' },
    { line: 2, text: 'b' },
    { line: 3, text: 'c' },
    { line: 4, text: '' },
    { line: 5, text: 'd' },
  ])
})

test('a last line end begins no further line', async () => {
  expect(await textsOf('a\n')).toEqual(['a'])
  expect(await textsOf('a\r')).toEqual(['a'])
  expect(await textsOf('')).toEqual([])
})

test('how the text is cut into pieces makes no difference', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('a', '\r', '\n', 'bc')),
      fc.integer({ min: 1, max: 4 }),
      async (parts, size) => {
        const text = parts.join('')
        const expected = text.split(/\r\n|\n|\r/)
        if (expected.at(-1) === '') expected.pop()
        expect(await textsOf(text, size)).toEqual(expected)
      },
    ),
  ))

test('a line without end is cut before it fills the memory', async () => {
  const endless = async function* () {
    for (let i = 0; i < 40; i++) yield 'x'.repeat(1_000_000)
  }
  const [line] = await collect(lines(endless()))
  expect(line?.text.length).toBe(16_000_000)
})
