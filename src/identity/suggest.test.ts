import fc from 'fast-check'
import { expect, test } from 'vitest'
import { suggest, type UnmatchedAccount } from './suggest.ts'

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

test('what is like nobody suggests nobody, and a noreply address is no sign', () => {
  expect(
    suggest([account({ username: 'qx', email: '1+jane.doe@users.noreply.github.com' })], people),
  ).toEqual([])
})

test('scores lie between 0 and 1, and the best comes first', () => {
  const word = fc.constantFrom('jane', 'john', 'doe', 'zoe', 'muller', 'j')
  const any = fc.record({
    id: fc.constant(1),
    username: fc.option(fc.tuple(word, word).map((w) => w.join(''))),
    email: fc.option(fc.tuple(word, word).map((w) => `${w.join('.')}@x.example`)),
    name: fc.option(fc.tuple(word, word).map((w) => w.join(' '))),
  })
  fc.assert(
    fc.property(any, (one) => {
      const scores = suggest([one], people).map(({ score }) => score)
      expect(scores.every((score) => score > 0 && score <= 1)).toBe(true)
      expect(scores).toEqual([...scores].sort((a, b) => b - a))
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
