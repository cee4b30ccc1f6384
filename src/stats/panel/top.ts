import { sortedQuantile } from '../quantile.ts'
import type { Panel } from './panel.ts'

/**
 * The largest contributors: those whose largest numerator in any one period lies above that of 99 in 100 people. Fewer
 * where many have the same, none of nobody.
 */
export function topPeople(panel: Panel): number[] {
  if (panel.people === 0) return []
  const peaks = new Float64Array(panel.people)
  for (let person = 0; person < panel.people; person++) peaks[person] = peakOf(panel, person)
  const threshold = sortedQuantile(peaks.slice().sort(), 0.99)
  return [...peaks.keys()].filter((person) => (peaks[person] as number) > threshold)
}

function peakOf({ num, den, periods }: Panel, person: number): number {
  let peak = 0
  for (let i = person * periods; i < (person + 1) * periods; i++) {
    if ((den[i] as number) > 0) peak = Math.max(peak, Math.abs(num[i] as number))
  }
  return peak
}
