import { expect, test } from 'vitest'
import { argsOf, EMPTY, keyOf, madeText } from './metric-draft.ts'

test('a key is made of the name where none is chosen', () => {
  expect(keyOf('Local builds (min)')).toBe('local_builds_min')
  expect(argsOf({ ...EMPTY, name: '2nd look' })).toMatchObject({ key: 'nd_look' })
  expect(argsOf({ ...EMPTY, name: 'A', key: 'chosen' })).toMatchObject({ key: 'chosen' })
})

test('events are spoken of only where events make it', () => {
  expect(argsOf({ ...EMPTY, event_name: 'left' })).not.toHaveProperty('event_name')
  expect(argsOf({ ...EMPTY, events: true, event_name: 'built' })).toMatchObject({
    ...{ event_source: 'coder', event_name: 'built', event_value: null, since: null },
  })
})

test('how numbers come about is told in words', () => {
  const none = { event_source: null, event_name: null, event_value: null }
  expect(madeText({ code: 'C', ...none })).toBe('A count, from files')
  expect(
    madeText({ code: 'R', event_source: 'coder', event_name: 'built', event_value: 'seconds' }),
  ).toBe('A ratio, from seconds of events built of coder')
})
