import { expect, test } from 'vitest'
import { fixture } from '../../../test/oracle/fixture.ts'
import { countInversions } from './inversions.ts'
import { midRanks } from './mid-ranks.ts'

type Fields = { x: number[]; expected: { ranks: number[]; ties: number[]; inversions: number } }

test.each(fixture<Fields>('descriptives'))(
  'ranks, ties and pairs in descending order are those of R: $name',
  ({ x, expected }) => {
    const { ranks, ties } = midRanks(x)
    expect([...ranks]).toEqual(expected.ranks)
    expect(ties).toEqual(expected.ties)
    expect(countInversions(Float64Array.from(x))).toBe(expected.inversions)
  },
)
