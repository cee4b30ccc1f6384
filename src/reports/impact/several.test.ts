import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amongSeveral, type Judged } from './several.ts'

const suggestive = { word: 'suggestive' as const, because: 'drift', message: 'It differs.' }
const found = (p: number, role: Judged['role'] = 'confirmatory'): Judged => ({
  p,
  role,
  evidence: suggestive,
})

describe('several metrics looked at together', () => {
  test('one by itself is judged as it is', () => {
    expect(amongSeveral([found(0.04, 'primary')])).toEqual([suggestive])
  })

  test('one of twelve that stands out by chance is not established', () => {
    const null12 = [found(0.04), ...Array.from({ length: 11 }, (_, i) => found(0.2 + i * 0.07))]
    expect(amongSeveral(null12)[0]).toMatchObject({
      word: 'not established',
      because: 'several_metrics',
    })
  })

  test('one that chance hardly gives stays', () => {
    expect(amongSeveral([found(0.0001), found(0.5), found(0.9)])[0]).toBe(suggestive)
  })

  test('guardrails and metrics of context neither count nor change', () => {
    const others = Array.from({ length: 20 }, () => found(0.9, 'guardrail'))
    expect(amongSeveral([found(0.04, 'primary'), ...others])).toEqual([
      suggestive,
      ...others.map(() => suggestive),
    ])
  })

  test('what is not known says nothing of the others', () => {
    const unknown: Judged = { role: 'confirmatory', evidence: null, p: null }
    expect(amongSeveral([found(0.04), unknown])).toEqual([suggestive, null])
  })

  test('more metrics never make a word stronger', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 12 }), chance, (ps, more) => {
        const words = (all: number[]) => amongSeveral(all.map((p) => found(p)))
        const before = words(ps)
        const after = words([...ps, Math.max(more, ...ps)])
        before.forEach((it, place) => {
          if (it?.word === 'not established') expect(after[place]?.word).toBe('not established')
        })
      }),
      { numRuns: 25 },
    )
  })
})
