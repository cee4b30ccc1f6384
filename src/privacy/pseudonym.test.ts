import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pseudonymised } from './pseudonym.ts'

const by = { self: null, numberOf: Number }
const told = (answer: unknown, self: string | null = null) => pseudonymised(answer, { ...by, self })

describe('under pseudonyms', () => {
  test('a person is told by a number, the same everywhere', () => {
    const ada = {
      id: '12',
      name: 'Ada',
      email: 'ada@example.com',
      github_username: 'ada',
      gitlab_username: null,
    }
    const person = {
      id: '12',
      name: 'Person 12',
      email: 'person-12@pseudonym.invalid',
      github_username: 'person-12',
      gitlab_username: null,
    }
    expect(told({ users: [ada], team: { id: '3', name: 'Compilers', lead: ada } })).toEqual({
      users: [person],
      team: { id: '3', name: 'Compilers', lead: person },
    })
  })

  test('an account is told apart from the person of its number', () => {
    const account = { id: '12', source: 'github', username: 'ada', email: null, name: 'Ada L.' }
    expect(told([account])).toEqual([
      { id: '12', source: 'github', username: 'account-12', email: null, name: 'Account 12' },
    ])
  })

  test('further addresses and lines of files are left out', () => {
    expect(
      told({
        email: 'a@b.example',
        aliases: ['c@d.example'],
        rows: [{ raw: 'Ada;a@b.example', message: 'a@b.example is nobody.' }],
      }),
    ).toEqual({
      email: 'person@pseudonym.invalid',
      aliases: [],
      rows: [{ raw: '[hidden: people go by pseudonyms here]', message: '[address] is nobody.' }],
    })
  })

  test('whoever asks is called by their name', () => {
    const ada = { id: '12', name: 'Ada', email: 'ada@example.com' }
    expect(told({ user: ada }, '12')).toEqual({ user: ada })
    expect(told({ user: ada }, '13')).not.toEqual({ user: ada })
  })

  test('no address of anybody is left, whatever the answer', () => {
    const address = fc.emailAddress()
    const texts = fc.oneof(
      address,
      address.map((it) => `Told of ${it} twice: ${it}.`),
      fc.string(),
    )
    const answer = fc.object({
      key: fc.constantFrom('id', 'name', 'email', 'about', 'x'),
      values: [texts, fc.constant(null)],
    })
    fc.assert(
      fc.property(answer, (some) => {
        const left = JSON.stringify(told(some)).replaceAll('@pseudonym.invalid', '')
        expect(left).not.toMatch(/[a-z0-9]@[a-z0-9-]+\.[a-z]/i)
      }),
    )
  })
})
