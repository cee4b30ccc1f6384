import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { Id } from '../model/index.ts'
import { fromStrings } from './strings.ts'

const Shape = z.object({
  id: Id,
  text: z.string(),
  name: z.string().min(1).nullable(),
  count: z.number().int().min(1).default(1),
  ratio: z.number().nullable(),
  on: z.boolean().optional(),
  off: z.boolean().nullable(),
  words: z.array(z.string()),
  numbers: z.array(z.number()),
  options: z.object({ a: z.string() }).meta({ id: 'StringsTestOptions' }).default({ a: '' }),
  day: z.iso.date().nullable(),
})

test.each([
  ['text', '12', '12'],
  ['text', '', ''],
  ['id', 'MQ', 'MQ'],
  ['name', '', null],
  ['name', 'null', 'null'],
  ['count', '12', 12],
  ['count', '-1', -1],
  ['count', '', ''],
  ['count', '1e3', '1e3'],
  ['count', ' 1', ' 1'],
  ['ratio', '0.5', 0.5],
  ['ratio', '', null],
  ['on', 'true', true],
  ['on', 'yes', 'yes'],
  ['off', 'false', false],
  ['off', '', null],
  ['words', 'a, b', ['a', 'b']],
  ['words', '', []],
  ['words', '["a,b"]', ['a,b']],
  ['numbers', '1,x', [1, 'x']],
  ['options', '{"a":"b"}', { a: 'b' }],
  ['options', '{a', '{a'],
  ['day', '', null],
  ['unknown', 'true', 'true'],
  ['constructor', 'true', 'true'],
])('%s=%s is read as %o', (name, text, value) => {
  expect(fromStrings(Shape, { [name]: text })).toEqual({ [name]: value })
})

test('what JSON says and what strings say of numbers, booleans and lists is the same', () => {
  const word = fc.string({ minLength: 1 }).filter((text) => /^[^,[\s]+$/.test(text))
  const values = fc.record({
    count: fc.integer(),
    on: fc.boolean(),
    words: fc.array(word),
    text: fc.string(),
  })
  fc.assert(
    fc.property(values, (given) => {
      const strings = Object.entries(given).map(([name, value]) => [name, String(value)])
      expect(fromStrings(Shape, Object.fromEntries(strings))).toEqual(given)
    }),
  )
})
