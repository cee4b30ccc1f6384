import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../errors.ts'
import type { JsonObject } from './attribute.ts'
import { type Filter, parseFilter, type Reference } from './filter.ts'
import { matches } from './matches.ts'
import { narrow } from './narrow.ts'
import { USER } from './schemas.ts'

const eq = (name: string, value: string | boolean | null): Filter => ({
  op: 'eq',
  of: { name },
  value,
})

test.each([
  ['a eq "x y"', eq('a', 'x y')],
  ['a eq "\\"\\\\\\u00e9"', eq('a', '"\\é')],
  ['a eq x@y.example', eq('a', 'x@y.example')],
  ['a eq 007', eq('a', '007')],
  ['a EQ True', eq('a', true)],
  ['a eq "True"', eq('a', 'True')],
  ['a eq NULL', eq('a', null)],
  ['a eq constructor', eq('a', 'constructor')],
  ['  ( a pr )  ', { op: 'pr', of: { name: 'a' } }],
  ['a.b gt "1"', { op: 'gt', of: { name: 'a', sub: 'b' }, value: '1' }],
  ['urn:x:2.0:User:a.b pr', { op: 'pr', of: { schema: 'urn:x:2.0:User', name: 'a', sub: 'b' } }],
  [
    'a pr OR b pr AND NOT(c pr)',
    {
      op: 'or',
      all: [
        { op: 'pr', of: { name: 'a' } },
        {
          op: 'and',
          all: [
            { op: 'pr', of: { name: 'b' } },
            { op: 'not', filter: { op: 'pr', of: { name: 'c' } } },
          ],
        },
      ],
    },
  ],
  [
    'a[b eq "1"].c eq "2"',
    {
      op: 'some',
      of: { name: 'a' },
      filter: { op: 'and', all: [eq('b', '1'), eq('c', '2')] },
    },
  ],
] as [string, Filter][])('%s is read', (text, filter) => {
  expect(parseFilter(text)).toEqual(filter)
})

const name = fc.constantFrom(
  'userName',
  'emails',
  'active',
  'title',
  'externalId',
  'x-y',
  'not',
  'or',
)
const reference: fc.Arbitrary<Reference> = fc.record(
  {
    schema: fc.constantFrom('urn:a:b:2.0:User', 'urn:ietf:params:scim:schemas:core:2.0:User'),
    name: name.filter((it) => it !== 'not' && it !== 'or'),
    sub: fc.constantFrom('value', 'type'),
  },
  { requiredKeys: ['name'] },
)
const value = fc.oneof(
  fc.string(),
  fc.constantFrom('true', 'a b', ')', '"'),
  fc.boolean(),
  fc.constant(null),
)
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.record({ op: fc.constantFrom('eq', 'ne', 'co', 'gt', 'le'), of: reference, value }),
    fc.record({ op: fc.constant('pr'), of: reference }),
    fc.record({ op: fc.constant('not'), filter: tie('filter') }),
    fc.record({ op: fc.constant('some'), of: reference, filter: tie('filter') }),
    fc.record({
      op: fc.constantFrom('and', 'or'),
      all: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
    }),
  ) as fc.Arbitrary<Filter>,
}))

/** The text of a filter, with each part in brackets. */
function written(it: Filter): string {
  switch (it.op) {
    case 'and':
    case 'or':
      return it.all.map((part) => `(${written(part)})`).join(` ${it.op} `)
    case 'not':
      return `not (${written(it.filter)})`
    case 'some':
      return `${nameOf(it.of)}[${written(it.filter)}]`
    case 'pr':
      return `${nameOf(it.of)} pr`
    default:
      return `${nameOf(it.of)} ${it.op} ${JSON.stringify(it.value)}`
  }
}

function nameOf({ schema, name, sub }: Reference): string {
  return (schema === undefined ? '' : `${schema}:`) + name + (sub === undefined ? '' : `.${sub}`)
}

test('what is written is read', () => {
  fc.assert(
    fc.property(filter, (it) => {
      expect(parseFilter(written(it))).toEqual(it)
    }),
  )
})

test('any text is read or refused', () => {
  const tokens = fc.constantFrom(
    'a',
    'eq',
    'pr',
    'and',
    'not',
    '(',
    ')',
    '[',
    ']',
    '"',
    '"x"',
    '.b',
    ' ',
  )
  const text = fc.oneof(
    fc.string(),
    fc.array(tokens, { maxLength: 12 }).map((it) => it.join(' ')),
  )
  fc.assert(
    fc.property(text, (it) => {
      try {
        expect(parseFilter(it)).toHaveProperty('op')
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
        expect((error as AppError).details).toEqual({ scimType: 'invalidFilter' })
      }
    }),
  )
})

const ADA: JsonObject = {
  id: 'A1',
  userName: 'Ada',
  age: 36,
  active: true,
  born: '1815-12-10T00:00:00Z',
  emails: [
    { type: 'work', value: 'ada@example.com', primary: true },
    { type: 'home', value: 'ada@home.example' },
  ],
  'urn:x:2.0:User': { team: 'Engines' },
}

test.each([
  ['username eq "ADA"', true],
  ['id eq "a1"', false],
  ['userName co "d"', true],
  ['userName ge "ada"', true],
  ['userName gt "ada"', false],
  ['age gt 4', true],
  ['age eq "36"', true],
  ['age lt 100', true],
  ['born lt "1815-12-10T01:00:00+00:30"', true],
  ['active eq "true"', true],
  ['active ne true', false],
  ['nick eq null', true],
  ['nick ne "x"', true],
  ['nick eq "x"', false],
  ['userName ne null', true],
  ['emails co "home"', true],
  ['emails.type eq "home" and emails.value sw "ada@example"', true],
  ['emails[type eq "home" and value sw "ada@example"]', false],
  ['emails[primary eq "True"].value ew ".com"', true],
  ['not (emails[type eq "other"])', true],
  ['URN:X:2.0:user:Team eq "engines"', true],
  ['urn:x:2.0:User:team.value eq "engines"', false],
])('%s is %s of Ada', (text, expected) => {
  expect(matches(parseFilter(text), ADA)).toBe(expected)
})

test.each([
  ['userName eq "A"', true],
  ['emails.value eq "a"', true],
  ['active eq True', true],
  ['userName eq "a" and id eq "b"', true],
  ['emails[type eq "work"].value eq "a"', false],
  ['userName eq "a" and title eq "b"', false],
  ['userName co "a"', false],
  ['not (userName eq "a")', false],
])('%s is told by the database alone: %s', (text, exact) => {
  expect(narrow(USER, parseFilter(text)).exact).toBe(exact)
})
