import { clusteredError } from './clustered-error.ts'
import { deviations } from './deviations.ts'
import type { StandardError } from './estimate.ts'
import type { Reason } from './reason.ts'
import { hasTeams, type Sample } from './sample.ts'
import { variance } from './variance.ts'

/**
 * Standard error of the mean of `x` over `unitX` minus the mean of `y` over `unitY`. With teams it is summed by team, over
 * both samples together, since a team may have people in each; without, it is Welch's (1947), with Satterthwaite's degrees
 * of freedom. With the means as units it is that of the logarithm of their ratio (delta method).
 */
export function differenceError(
  x: Sample,
  y: Sample,
  unitX = 1,
  unitY = 1,
): StandardError | Reason {
  if (!hasTeams(x) && !hasTeams(y)) return welchError(x, y, unitX, unitY)
  return clusteredError(influences(x, unitX), influences(y, -unitY))
}

function welchError(x: Sample, y: Sample, unitX: number, unitY: number): StandardError {
  const [nx, ny] = [x.values.length, y.values.length]
  const a = variance(x.values) / unitX ** 2 / nx
  const b = variance(y.values) / unitY ** 2 / ny
  const df = (a + b) ** 2 / (a ** 2 / (nx - 1) + b ** 2 / (ny - 1))
  return { se: Math.sqrt(a + b), df }
}

function influences({ values, teams }: Sample, unit: number): Sample {
  const scale = 1 / (unit * values.length)
  return { values: deviations(values).map((deviation) => deviation * scale), teams }
}
