import type { PlotOptions } from '@observablehq/plot'
import type { Arrival } from '../model/index.ts'
import { shareCurve } from './share-curve.ts'

/** To how many of a cohort something has happened after so many available days. */
export type ArrivalCurve = Pick<Arrival, 'curve'>

/** A rising staircase with the band of its intervals, from nobody to all. */
export function arrivalCurve({ curve }: ArrivalCurve): PlotOptions {
  const points = curve.map(({ days, share, interval }) => ({ at: days, share, interval }))
  return shareCurve(points, { axis: 'available days since the first day', unit: 'days' })
}
