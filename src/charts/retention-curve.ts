import type { PlotOptions } from '@observablehq/plot'
import type { Retention } from '../model/index.ts'
import { shareCurve } from './share-curve.ts'

/** How many still use a tool so many weeks after their first use. */
export type RetentionCurve = Pick<Retention, 'curve'>

/** A falling staircase with the band of its intervals, from all to nobody. */
export function retentionCurve({ curve }: RetentionCurve): PlotOptions {
  const points = curve.map(({ weeks, share, interval }) => ({ at: weeks, share, interval }))
  return shareCurve(points, { axis: 'weeks since first use', unit: 'weeks' })
}
