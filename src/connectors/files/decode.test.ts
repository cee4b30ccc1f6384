import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode, encodingOf } from './decode.ts'
import { collect, source } from './fixtures/given.ts'

const textOf = async (bytes: Uint8Array, size?: number) =>
  (await collect(decode(source(bytes, size)()))).join('')

const marked = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')
const ines = Buffer.from('email,name\nines@corp.example,Inês Müller\n', 'latin1')

test('UTF-8 is read with and without its mark, however the bytes are cut', async () => {
  for (const size of [1, 2, 3, 5, 4096]) {
    expect(await textOf(Buffer.from('Zoë 田中 🙂'), size)).toBe('Zoë 田中 🙂')
    expect(await textOf(Buffer.from('\uFEFFZoë'), size)).toBe('Zoë')
  }
})

test('UTF-16 is read in both orders, with a mark or without', async () => {
  const text = 'USERNAME  EMAIL\r\nzoë       z@corp.example\r\n'
  for (const size of [1, 7, 4096]) {
    expect(await textOf(marked(text), size)).toBe(text)
    expect(await textOf(marked(text).swap16(), size)).toBe(text)
  }
  expect(await textOf(Buffer.from(text, 'utf16le'))).toBe(text)
  expect(await textOf(Buffer.from(text, 'utf16le').swap16())).toBe(text)
})

test('what is not UTF-8 is read as windows-1252, the euro sign included', async () => {
  expect(await textOf(ines)).toContain('Inês Müller')
  expect(await textOf(Buffer.from([...Buffer.from('5 '), 0x80, 0x20, 0xfc]))).toBe('5 € ü')
})

test('another code page is read when the bytes leave no doubt', async () => {
  const japanese = Buffer.from('9046826c95f12c8ea993632c93fa967b8cea2c834a835e834a83690a', 'hex')
  expect(encodingOf(japanese)).toBe('shift_jis')
  expect(await textOf(japanese)).toContain('日本語')
})

test('the encoding is told by the first byte that is not ASCII, megabytes after the head', async () => {
  const head = Buffer.alloc(3_000_000, 'x')
  expect((await textOf(Buffer.concat([head, ines]))).slice(-12)).toContain('Müller')
  expect((await textOf(Buffer.concat([head, Buffer.from('Müller')]))).slice(-6)).toBe('Müller')
})

test('a byte that does not fit, and NUL, come out as a mark that can be seen', async () => {
  const bytes = Buffer.concat([Buffer.from('Zoë '.repeat(40_000)), Buffer.from([0xff])])
  expect((await textOf(bytes)).at(-1)).toBe('\uFFFD')
  expect(await textOf(Buffer.from('a\0b, and enough text to be no UTF-16'))).toContain('a\uFFFDb')
})

test('any text comes back from UTF-8 and UTF-16, cut anywhere', () =>
  fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\0\uFEFF]/.test(text)),
      fc.integer({ min: 1, max: 9 }),
      async (text, size) => {
        expect(await textOf(marked(text), size)).toBe(text)
        expect(await textOf(Buffer.from(`\uFEFF${text}`), size)).toBe(text)
      },
    ),
  ))

test('a reader that stops early closes the file', async () => {
  let closed = false
  const bytes = async function* () {
    try {
      while (true) yield Buffer.alloc(5000, 'x')
    } finally {
      closed = true
    }
  }
  for await (const _ of decode(bytes())) break
  expect(closed).toBe(true)
})
