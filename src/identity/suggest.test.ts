import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Person, UnmatchedAccount } from './signs.ts'
import { suggest } from './suggest.ts'

const people = [
  { id: 1, name: 'Jane Doe', email: 'jane.doe@example.com' },
  { id: 2, name: 'John Doe', email: 'john.doe@example.com' },
  { id: 3, name: 'Zoë Müller', email: 'zm@example.com' },
]
const account = (it: Partial<UnmatchedAccount>): UnmatchedAccount => ({
  id: 9,
  username: null,
  email: null,
  name: null,
  bot: false,
  ...it,
})

test('the same local part of an address at another domain suggests the person', () => {
  expect(suggest([account({ email: 'Jane.Doe@private.example' })], people)).toEqual([
    { account_id: 9, user_id: 1, score: 0.9, reasons: ['address'] },
  ])
})

test('a name is recognised without accents, case and order', () => {
  expect(suggest([account({ username: 'x1', name: 'MULLER, Zoe' })], people)[0]).toMatchObject({
    user_id: 3,
    reasons: ['name'],
  })
})

test('a username that is made of a name suggests all whom it fits, each with less confidence', () => {
  const both = suggest([account({ username: 'jdoe' })], people)
  expect(both.map(({ user_id, score }) => [user_id, score])).toEqual([
    [1, 0.3],
    [2, 0.3],
  ])
  expect(suggest([account({ username: 'janedoe42' })], people)[0]).toMatchObject({
    user_id: 1,
    score: 0.9,
  })
})

test('who was rejected for an account is not suggested for it again, and leaves more to the others', () => {
  const jdoe = account({ username: 'jdoe' })
  expect(suggest([jdoe], people, [{ account_id: 9, user_id: 1 }])).toEqual([
    { account_id: 9, user_id: 2, score: 0.6, reasons: ['name_like_username'] },
  ])
  expect(suggest([jdoe], people, [{ account_id: 8, user_id: 1 }])).toHaveLength(2)
})

test('what is like nobody suggests nobody, and a noreply address is no sign', () => {
  expect(
    suggest([account({ username: 'qx', email: '1+jane.doe@users.noreply.github.com' })], people),
  ).toEqual([])
})

test('what fits a crowd suggests none of it', () => {
  const crowd = Array.from({ length: 21 }, (_, id) => ({
    id,
    name: 'Li Wei',
    email: `p${id}@x.example`,
  }))
  const liwei = account({ username: 'liwei' })
  expect(suggest([liwei], crowd)).toEqual([])
  expect(suggest([liwei], crowd.slice(1))).toHaveLength(20)
})

const word = fc.constantFrom('jane', 'john', 'doe', 'zoe', 'muller', 'j')
const pair = fc.tuple(word, word)
const anyAccount = fc.record({
  id: fc.integer({ min: 1, max: 9 }),
  username: fc.option(pair.map((w) => w.join(''))),
  email: fc.option(pair.map((w) => `${w.join('.')}@x.example`)),
  name: fc.option(pair.map((w) => w.join(' '))),
  bot: fc.constant(false),
})
const anyPeople = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 40 }),
    name: pair.map((w) => w.join(' ')),
    email: pair.map((w) => `${w.join('.')}@example.com`),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
)

test('scores lie between 0 and 1, and the best comes first', () => {
  fc.assert(
    fc.property(anyAccount, anyPeople, (one, crowd) => {
      const scores = suggest([one], crowd).map(({ score }) => score)
      expect(scores.every((score) => score > 0 && score <= 1)).toBe(true)
      expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    }),
  )
})

test('a bot is never suggested to be anybody', () => {
  fc.assert(
    fc.property(anyAccount, anyPeople, (one, crowd) => {
      expect(suggest([{ ...one, bot: true }], crowd)).toEqual([])
      expect(suggest([{ ...one, username: `${one.username}[bot]` }], crowd)).toEqual([])
    }),
  )
})

test('the order of people and people who are like nobody change nothing', () => {
  const strangers = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 100, max: 140 }),
      name: fc.constantFrom('Wu Xin', 'Xu', ''),
      email: fc.constantFrom('wx@example.com', '@', 'xu1@example.com'),
    }),
    { selector: ({ id }) => id },
  )
  const given = fc.tuple(anyPeople, strangers).chain(([some, others]) =>
    fc.tuple(
      fc.constant(some),
      fc.shuffledSubarray<Person>([...some, ...others], {
        minLength: some.length + others.length,
      }),
    ),
  )
  fc.assert(
    fc.property(fc.array(anyAccount, { maxLength: 3 }), given, (accounts, [some, all]) => {
      expect(suggest(accounts, all)).toEqual(suggest(accounts, some))
    }),
  )
})

test('ten thousand accounts against a hundred thousand people take seconds, not minutes', () => {
  const crowd = Array.from({ length: 100_000 }, (_, id) => ({
    id,
    name: `First${id % 5000} Last${id % 7919}`,
    email: `p${id}@example.com`,
  }))
  const accounts = Array.from({ length: 10_000 }, (_, id) =>
    account({ id, username: `flast${id % 7919}`, name: `First${id % 5000} Last${id % 7919}` }),
  )
  expect(suggest(accounts, crowd).length).toBeGreaterThan(0)
})
