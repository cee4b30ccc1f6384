import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { externalKind, type Identifier, identifiersIn, sift } from './tombstones-facts.ts'

const ADA = 'ada@example.com'
const erased = (...them: Identifier[]) => {
  const names = new Set(them.map(({ kind, value }) => `${kind}:${value.toLowerCase()}`))
  return (it: Identifier) => names.has(`${it.kind}:${it.value.toLowerCase()}`)
}
const byAddress = erased({ kind: 'email', value: ADA })

describe('a fact about somebody who was erased', () => {
  test.each([
    ['a person', { email: 'ADA@example.com', name: 'Ada' }],
    ['a person by an alias', { email: 'new@example.com', aliases: [ADA] }],
    ['an account', { account: { email: ADA, username: 'ada' }, tool: 'Coder', day: '2026-01-05' }],
    ['answers', { email: ADA, answers: [] }],
  ])('goes whole when it is %s', (_, fact) => {
    expect(sift(fact, 'github', byAddress)).toEqual({ fact: undefined, sifted: true })
  })

  test('is known by a username only at the source that has it', () => {
    const only = erased({ kind: 'github', value: 'ada' })
    const fact = { account: { username: 'Ada' } }
    expect(sift(fact, 'github', only).fact).toBeUndefined()
    expect(sift(fact, 'coder', only)).toEqual({ fact, sifted: false })
    expect(
      sift({ email: 'x@example.com', github_username: 'ada' }, 'file', only).fact,
    ).toBeUndefined()
    const noreply = { account: { email: '12+ada@users.noreply.github.com' } }
    expect(sift(noreply, 'file', only).fact).toBeUndefined()
  })

  test('is known by what the source itself calls an account', () => {
    const only = erased({ kind: externalKind('github'), value: '77' })
    expect(
      sift({ account: { external_id: '77', username: 'renamed' } }, 'github', only).fact,
    ).toBeUndefined()
  })

  test('goes whole when it is of a repository under their own name', () => {
    const only = erased({ kind: 'github', value: 'ada' })
    expect(
      sift({ repo: 'Ada/notes', account: { username: 'bob' } }, 'github', only).fact,
    ).toBeUndefined()
    expect(sift({ repo: 'ada', account: { username: 'bob' } }, 'github', only).sifted).toBe(false)
  })

  test('leaves a deployment, without who started it', () => {
    const fact = {
      external_id: '1',
      service: 's',
      environment: 'production',
      account: { email: ADA },
    }
    const { account: _, ...rest } = fact
    expect(sift(fact, 'github', byAddress)).toEqual({ fact: rest, sifted: true })
  })

  test('leaves what is about others', () => {
    const pull = {
      account: { username: 'bob' },
      reviews: [{ account: { email: ADA } }, { account: { username: 'carl' } }],
    }
    expect(sift(pull, 'github', byAddress)).toEqual({
      fact: { ...pull, reviews: [{ account: { username: 'carl' } }] },
      sifted: true,
    })
    const team = { name: 'A', lead_email: ADA, members: [ADA, 'bob@example.com'] }
    expect(sift(team, 'file', byAddress).fact).toEqual({ name: 'A', members: ['bob@example.com'] })
  })

  test('is found in a line that could not be read', () => {
    expect(sift(`Ada;<${ADA}>;31/31/2020`, 'file', byAddress).fact).toBeUndefined()
    expect(sift('Bob;bob@example.com', 'file', byAddress).sifted).toBe(false)
  })
})

test('what is left of any fact names nobody who was erased, and a second time nothing more goes', () => {
  const name = fc.constantFrom('ada', 'bob', 'carl', 'dora')
  const address = name.map((it) => `${it}@example.com`)
  const account = fc.record({ username: name, email: address }, { requiredKeys: [] })
  const fact = fc.record(
    {
      email: address,
      aliases: fc.array(address),
      github_username: name,
      repo: name.map((it) => `${it}/notes`),
      account,
      environment: fc.constant('production'),
      lead_email: address,
      members: fc.array(address),
      reviews: fc.array(fc.record({ account })),
      member_accounts: fc.array(account),
    },
    { requiredKeys: [] },
  )
  const anyOf = fc.subarray([
    { kind: 'email', value: ADA },
    { kind: 'github', value: 'ada' },
    { kind: 'email', value: 'bob@example.com' },
  ])
  fc.assert(
    fc.property(fact, anyOf, (fact, them) => {
      const is = erased(...them)
      const { fact: left, sifted } = sift(fact, 'github', is)
      expect(left === undefined ? [] : identifiersIn(left, 'github').filter(is)).toEqual([])
      expect(sifted).toBe(identifiersIn(fact, 'github').some(is))
      if (left !== undefined)
        expect(sift(left, 'github', is)).toEqual({ fact: left, sifted: false })
    }),
    { numRuns: 200 },
  )
})
