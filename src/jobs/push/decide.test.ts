import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Decision, decide, hashOf } from './decide.ts'

const L4 = ['L4']
const L5 = ['L5']

test.each<[string, string[], string[] | undefined, string[] | null, Decision, Decision]>([
  ['the same on both sides, for the first time', L4, L4, null, 'agree', 'agree'],
  ['the same on both sides, as it was pushed', L4, L4, L4, 'rest', 'rest'],
  ['nothing on either side', [], [], null, 'rest', 'rest'],
  ['lost here and there', [], [], L4, 'agree', 'agree'],
  ['a first value', L4, [], null, 'set', 'set'],
  ['a first value over one that is there', L4, L5, null, 'set', 'set'],
  ['a value that changed here', L5, L4, L4, 'set', 'set'],
  ['a value that changed on both sides', L5, ['L6'], L4, 'set', 'set'],
  ['a value that changed there', L4, L5, L4, 'yield', 'set'],
  ['a value that was removed there', L4, [], L4, 'yield', 'set'],
  ['a value that was lost here', [], L4, L4, 'remove', 'remove'],
  ['a value that was lost here and changed there', [], L5, L4, 'yield', 'remove'],
  ['a value that never was here', [], L4, null, 'rest', 'rest'],
  ['a value that was set there after it was removed', [], L4, [], 'rest', 'rest'],
  ['a new value that is not shown there', L4, undefined, null, 'set', 'set'],
  ['a pushed value that is not shown there', L4, undefined, L4, 'rest', 'rest'],
  ['a lost value that is not shown there', [], undefined, L4, 'remove', 'remove'],
  ['no value, not shown there', [], undefined, null, 'rest', 'rest'],
])('%s', (_, ours, theirs, pushed, decision, overwriting) => {
  const known = { ours, theirs, taken: pushed && hashOf(pushed) }
  expect(decide(known, false)).toBe(decision)
  expect(decide(known, true)).toBe(overwriting)
})

test('after a push has been taken over, nothing is left to push', () => {
  const values = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 })
  const pushed = fc.option(values)
  fc.assert(
    fc.property(values, values, pushed, fc.boolean(), (ours, theirs, last, overwrite) => {
      const known = { ours, theirs, taken: last && hashOf(last) }
      const decision = decide(known, overwrite)
      if (decision !== 'set' && decision !== 'remove') return
      expect(decide({ ours, theirs: ours, taken: hashOf(ours) }, overwrite)).toBe('rest')
    }),
  )
})

test('the hash of values does not hang on their order', () => {
  expect(hashOf(['a', 'b'])).toBe(hashOf(['b', 'a', 'b']))
  expect(hashOf(['a,b'])).not.toBe(hashOf(['a', 'b']))
  expect(hashOf([])).not.toBe(hashOf(['']))
})
