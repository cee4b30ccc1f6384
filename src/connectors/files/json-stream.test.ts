import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collect, pieces } from './fixtures/given.ts'
import { type Json, jsonElements, jsonHead } from './json-stream.ts'

const elementsOf = (text: string, path: string, size?: number) =>
  collect(jsonElements(pieces(text, size), path))

test('elements of an array bear the line on which they begin', async () => {
  expect(await elementsOf('[\n {"a":\n1},\n\n  {"é": "€\\n"}]\n', '$.*')).toEqual([
    { line: 2, value: { a: 1 } },
    { line: 5, value: { é: '€\n' } },
  ])
})

test('elements are found inside an object, and what stands beside them is passed over', async () => {
  const text = '{"realm":"x","groups":[{"users":[1]}],"users":[{"a":[{}]},\n{"b":2}],"count":2}'
  expect(await elementsOf(text, '$.users.*')).toEqual([
    { line: 1, value: { a: [{}] } },
    { line: 2, value: { b: 2 } },
  ])
})

test('documents may follow one another with or without line breaks', async () => {
  const values = async (text: string, path: string) =>
    (await elementsOf(text, path)).map((element) => 'value' in element && element.value)
  expect(await values('[1,2][3]\n[]\n[4]', '$.*')).toEqual([1, 2, 3, 4])
  expect(await values('{"a":1}{"a":2}\n{\n"a":3}', '$')).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }])
})

test('a file that is cut off keeps what came before, and says where it ends', async () => {
  expect(await elementsOf('[{"a":1},\n{"a":2', '$.*')).toMatchObject([
    { line: 1, value: { a: 1 } },
    { line: 2, fault: { code: 'malformed' } },
  ])
  expect(await elementsOf('[{"a":1},\n{"a":}]\n[{"a":3}]', '$.*')).toMatchObject([
    { line: 1, value: { a: 1 } },
    { line: 2, fault: { code: 'malformed' } },
  ])
})

test('a broken JSON line is a fault of that line alone', async () => {
  expect(await elementsOf('{"a":1}\r\n\r\n{"a":\n{"a":3}', 'lines')).toMatchObject([
    { line: 1, value: { a: 1 } },
    { line: 3, fault: { code: 'malformed' } },
    { line: 4, value: { a: 3 } },
  ])
})

test('a head that is cut off anywhere shows what it holds so far', () => {
  expect(jsonHead('{"users":[{"a":1,"b":[1,{"x":"y"')).toEqual({
    users: [{ a: 1, b: [1, { x: 'y' }] }],
  })
  expect(jsonHead('["a","b')).toEqual(['a'])
  expect(jsonHead('[]')).toEqual([])
  expect(jsonHead('{"a":1}\n{"b":2}')).toEqual({ a: 1 })
  expect(jsonHead('nonsense')).toBeUndefined()
})

test('a key called __proto__ is a key', async () => {
  const [element] = await elementsOf('[{"__proto__":{"admin":true}}]', '$.*')
  expect(
    element && 'value' in element && (element.value as { admin?: boolean }).admin,
  ).toBeUndefined()
})

test('an element without end is given up before it fills the memory', async () => {
  let given = 0
  const endless = async function* () {
    yield '[{"a":1},{"a":"'
    while (given < 100) {
      given += 1
      yield 'x'.repeat(2 ** 20)
    }
  }
  expect(await collect(jsonElements(endless(), '$.*'))).toMatchObject([
    { value: { a: 1 } },
    { fault: { code: 'malformed' } },
  ])
  expect(given).toBeLessThan(70)
})

test('any values come back, however they are written and cut', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue()),
      fc.constantFrom(undefined, 2),
      fc.integer({ min: 1, max: 9 }),
      async (values, indent, size) => {
        const written = JSON.stringify(values, null, indent)
        const found = await elementsOf(written, '$.*', size)
        const read = found.map((element) => ('value' in element ? element.value : element))
        expect(read).toEqual(JSON.parse(written) as Json[])
      },
    ),
  ))
