import { describe, expect, test } from 'vitest'
import { alikeIn, strataOf } from './strata.ts'

const all = { level: 1, role: 2, geo: 3 }
const person = { level: 'L4', role: 'Data', geo: null }

describe('strata', () => {
  test('become coarser by dropping the place, then the role', () => {
    expect(strataOf(person, all)).toEqual(['L4–5 | Data | unknown', 'L4–5 | Data', 'L4–5'])
    expect([0, 1, 2].map((level) => alikeIn(all, level))).toEqual([
      ['level', 'role', 'place'],
      ['level', 'role'],
      ['level'],
    ])
  })

  test('leave out what is not known of anybody, or is itself compared', () => {
    expect(strataOf(person, { ...all, level: null })).toEqual(['Data | unknown', 'Data'])
    expect(alikeIn({ level: null, role: null, geo: null }, 0)).toEqual([])
  })
})
