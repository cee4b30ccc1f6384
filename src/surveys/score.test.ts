import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KNOWN_ITEMS, type SurveyItem } from '../model/index.ts'
import { coarseShares, scoreOf, tally, weightedScoreOf } from './score.ts'

const item = (key: string): SurveyItem => {
  const found = KNOWN_ITEMS.find((known) => known.key === key)
  if (!found) throw new Error(`There is no item ${key}.`)
  return found
}

describe('a score', () => {
  test('is the share of the top two of five, with Wilson’s interval', () => {
    // R: prop.test(6, 10, correct = FALSE)$conf.int
    expect(
      scoreOf(item('deep_work'), { places: [0, 1, 2, 2, 3, 3, 3, 4, 4, 4] }, 100),
    ).toMatchObject({
      estimate: 60,
      interval: { low: expect.closeTo(31.26738, 4), high: expect.closeTo(83.18197, 4) },
    })
  })

  test('is the mean of the values of options', () => {
    // R: t.test(c(0, 0, .5, 1.5, 1.5, 4))$conf.int
    expect(scoreOf(item('env_toil'), { places: [0, 0, 1, 2, 2, 3] }, 100)).toMatchObject({
      estimate: 1.25,
      interval: { low: expect.closeTo(-0.3328746, 6), high: expect.closeTo(2.832875, 6) },
    })
  })

  test('leaves less to chance once more than half have answered, and nothing when all have', () => {
    const places = [0, 1, 2, 2, 3, 3, 3, 4, 4, 4]
    const width = (key: string, population: number) => {
      const score = scoreOf(item(key), { places }, population)
      if ('reason' in score) throw new Error(score.message)
      return score.interval.high - score.interval.low
    }
    for (const key of ['deep_work', 'env_toil']) {
      expect(width(key, 20)).toBeCloseTo(width(key, 1000), 9)
      expect(width(key, 15)).toBeCloseTo(width(key, 1000) * Math.sqrt(1 - 10 / 15), 9)
      expect(width(key, 10)).toBe(0)
    }
  })

  test('of nobody is a reason and no 0', () => {
    for (const key of ['deep_work', 'env_toil'])
      expect(scoreOf(item(key), { places: [] }, 0)).toMatchObject({ reason: 'too_few_people' })
  })
})

test('the people of a team count as one', () => {
  const places = [0, 0, 0, 4, 4, 4]
  const score = (teams?: number[]) =>
    scoreOf(item('env_toil'), { places, ...(teams && { teams }) }, 1000)
  const [alone, together] = [score(), score([1, 1, 1, 2, 2, 2])]
  if ('reason' in alone || 'reason' in together) throw new Error('There should be a score.')
  expect(together.interval.high).toBeGreaterThan(alone.interval.high)
})

describe('a weighted score', () => {
  // ten seniors of forty answered, and ten juniors of twenty
  const people = (a: number, b: number) =>
    Array.from({ length: a + b }, (_, i) => [i < a ? 'senior' : 'junior'])
  const teams = Array.from({ length: 20 }, (_, i) => i % 7)
  const weighted = (key: string, places: number[], by?: number[]) =>
    weightedScoreOf(
      item(key),
      { places, strata: people(10, 10), ...(by && { teams: by }) },
      people(40, 20),
    )
  const mixed = Array.from({ length: 20 }, (_, i) => (i < 10 ? i % 5 : 4 - (i % 2)))

  test('gives those who did not answer the score of those alike, in per cent or in the unit', () => {
    // two in three are seniors, of whom 40 % are favourable; of juniors all are
    expect(weighted('deep_work', mixed)).toMatchObject({ estimate: expect.closeTo(60, 9) })
    // values 0, .5, 1.5, 4, 8: seniors have 2.8 on average, juniors 6
    expect(weighted('env_toil', mixed)).toMatchObject({
      estimate: expect.closeTo((2 * 2.8 + 6) / 3, 9),
    })
  })

  test('has an interval that is wider where teams agree', () => {
    for (const key of ['deep_work', 'env_toil']) {
      const fours = mixed.map((_, i) => Math.floor(i / 4))
      const alike = fours.slice(0, 10).map((four) => (four === 1 ? 0 : 4))
      const widths = [teams, fours].map((by) => {
        const score = weighted(key, [...alike, ...mixed.slice(10)], by)
        if ('reason' in score) throw new Error(score.message)
        return score.interval.high - score.interval.low
      })
      expect(widths[0]).toBeGreaterThan(0)
      expect(widths[1]).toBeGreaterThan(widths[0] as number)
    }
  })
})

describe('a distribution', () => {
  test('counts each option', () => {
    expect(tally(item('deep_work'), [4, 4, 0])).toEqual([1, 0, 0, 0, 2])
  })

  test('sums to 100 in steps of 5, each within a step of the truth', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 8 }), (counts) => {
        const total = counts.reduce((sum, count) => sum + count, 0)
        const shares = coarseShares(counts)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total === 0 ? 0 : 100)
        shares.forEach((share, i) => {
          expect(share % 5).toBe(0)
          if (total > 0)
            expect(Math.abs(share - (100 * (counts[i] as number)) / total)).toBeLessThan(5)
        })
      }),
    )
  })
})
