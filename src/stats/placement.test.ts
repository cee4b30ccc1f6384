import { test } from 'vitest'
import { expectClose, fixture } from '../../test/oracle/fixture.ts'
import { placementIn } from './placement.ts'

type Fields = { x: number[]; expected: { placements: number[] } }

test.each(fixture<Fields>('descriptives'))(
  'a value lies above as many as in R, ties counting half: $name',
  ({ x, expected }) => {
    x.map(placementIn(x)).forEach((placement, i) => {
      expectClose(placement, expected.placements[i] as number)
    })
  },
)
