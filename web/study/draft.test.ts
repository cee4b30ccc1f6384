import { expect, test } from 'vitest'
import { changesOf, firstDraft, lackIn } from './draft.ts'

test('a study begins on a Monday at least a week away and lasts twelve weeks', () => {
  expect(firstDraft(new Date('2026-03-04T12:00:00Z'))).toMatchObject({
    from: '2026-03-16',
    to: '2026-06-08',
  })
})

test('it can be kept once it says what is expected and what for', () => {
  const draft = firstDraft(new Date('2026-03-04T12:00:00Z'))
  expect(lackIn(draft)).toBe('It still needs: name, hypothesis, purpose.')
  const said = { ...draft, name: 'A', hypothesis: 'B', purpose: 'C' }
  expect(lackIn(said)).toBeUndefined()
  expect(lackIn({ ...said, arms: ['a', ' '] })).toBe('It still needs: second arm.')
})

test('only what is another is sent as a change', () => {
  const draft = firstDraft(new Date('2026-03-04T12:00:00Z'))
  expect(changesOf(draft, { ...draft, team: [] })).toEqual({})
  expect(changesOf(draft, { ...draft, effect: 5, arms: ['Coder', 'control'] })).toEqual({
    effect: 5,
    arms: ['Coder', 'control'],
  })
})
