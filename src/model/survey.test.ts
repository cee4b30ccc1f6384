import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KNOWN_ITEMS, knownItem } from './known-items.ts'
import { hasValues, placeOf, SurveyItem } from './survey.ts'

const item = (key: string) => {
  const found = KNOWN_ITEMS.find((known) => known.key === key)
  if (!found) throw new Error(`There is no item ${key}.`)
  return found
}

describe('known items', () => {
  test.each(KNOWN_ITEMS.map((known) => [known.key, known] as const))(
    '%s is well formed',
    (_, it) => {
      const { wordings, ...definition } = it
      expect(SurveyItem.parse(definition)).toEqual(definition)
      for (const name of [it.key, it.name, it.text, ...wordings, `item:${it.key}`])
        expect(knownItem(name.toUpperCase())?.key).toBe(it.key)
    },
  )

  test('are scored by the share of the top two of five, or by the values of their options', () => {
    expect(KNOWN_ITEMS.filter(hasValues).map(({ key }) => key)).toEqual([
      'env_toil',
      'new_capability_share',
      'perceived_time_saved',
    ])
    expect(item('deep_work').options.map(({ favourable }) => favourable)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
    expect(item('env_toil').options.map(({ value }) => value)).toEqual([0, 0.5, 1.5, 4, 8, 12])
  })
})

describe('the option that a text names', () => {
  test.each([
    ['deep_work', 'strongly AGREE', 4],
    ['deep_work', '1', 0],
    ['deep_work', 'Neither agree nor disagree', 2],
    ['deep_work', 'N/A', null],
    ['deep_work', 'Don’t know', null],
    ['deep_work', '6', undefined],
    ['deep_work', '0', undefined],
    ['deep_work', 'blue', undefined],
    ['ease_release', 'Very hard', 0],
    ['env_toil', '0', 0],
    ['env_toil', 'Less than 1 hour', 1],
    ['env_toil', '1', undefined],
    ['env_toil', '3 – 5 hours', 3],
    ['env_toil', '3 to 5 hrs', 3],
    ['env_toil', 'more than 10 hours per week', 5],
    ['env_toil', 'not applicable', null],
  ])('of %s, "%s" is %s', (key, text, place) => {
    expect(placeOf(item(key), text)).toBe(place)
  })

  test('is found for each label of each item, and nothing else is taken for one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KNOWN_ITEMS), fc.string(), (it, text) => {
        it.options.forEach(({ label }, i) => {
          expect(placeOf(it, ` ${label} `)).toBe(i)
        })
        const place = placeOf(it, text) ?? 0
        expect(place >= 0 && place < it.options.length).toBe(true)
      }),
    )
  })
})
