import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filledFrom, formsOf, valuesOf } from './schema-form.ts'

const SCHEMA = {
  type: 'object',
  properties: {
    url: { type: 'string', format: 'uri', description: 'Address of the server.' },
    since: { type: 'string', format: 'date' },
    groups: { type: 'boolean', default: false },
    environments: { type: 'array', items: { type: 'string' }, default: ['production', 'prod'] },
    private_key: { type: 'string' },
  },
  required: ['url'],
}
const [fields = []] = formsOf(SCHEMA)

test('each property becomes a field with its words', () => {
  expect(fields.map(({ name, type, needed }) => [name, type, needed])).toEqual([
    ['url', 'text', true],
    ['since', 'day', false],
    ['groups', 'flag', false],
    ['environments', 'list', false],
    ['private_key', 'long', false],
  ])
  expect(fields[0]).toMatchObject({ label: 'Address', words: 'Address of the server.' })
})

test('fields show what is so, and else what is usual', () => {
  expect(filledFrom(fields, { url: 'https://a.example', groups: true })).toEqual({
    url: 'https://a.example',
    since: '',
    groups: true,
    environments: 'production, prod',
    private_key: '',
  })
})

test('an empty field says nothing', () => {
  const filled = { url: ' https://a.example ', since: '', groups: false, environments: 'a, ,b' }
  expect(valuesOf(fields, filled)).toEqual({
    url: 'https://a.example',
    groups: false,
    environments: ['a', 'b'],
  })
})

test('of several forms each has its fields', () => {
  const forms = formsOf({ anyOf: [SCHEMA, { properties: { token: { type: 'string' } } }] })
  expect(forms.map((some) => some.length)).toEqual([5, 1])
})

test('what is kept comes back as it was', () => {
  const word = fc.stringMatching(/^[a-z0-9:/.-]{1,20}$/)
  const values = fc.record({
    url: word,
    groups: fc.boolean(),
    environments: fc.array(word, { minLength: 1 }),
  })
  fc.assert(
    fc.property(values, (given) => {
      expect(valuesOf(fields, filledFrom(fields, given))).toEqual(given)
    }),
  )
})
