import type { MetricDefinition } from '../../metrics/metric.ts'
import type { Reason } from '../../model/index.ts'
import { type Panel, pairedMeans } from '../../stats/paired-means.ts'
import { isReason } from '../../stats/reason.ts'
import type { Arm } from './arm.ts'
import { type Compared, compared, nothingOf, tooSmall } from './compare.ts'

const ALIKE: Reason = {
  reason: 'nothing_alike',
  message: 'They are the same people, so there is nobody to be made alike.',
}

/** A metric of mostly the same people at two times, the first against the second, each person against themselves. */
export function compareTimes(
  x: Arm,
  y: Arm,
  { metric, minimum }: { metric: MetricDefinition; minimum: number },
): Compared {
  const reason = tooSmall(x, y, minimum)
  if (reason) return nothingOf(x, y, reason)
  const crude = pairedMeans(panelOf(x), panelOf(y))
  if (isReason(crude)) return nothingOf(x, y, crude)
  return { ...nothingOf(x, y, ALIKE), ...compared(crude, metric), reason: null }
}

function panelOf({ sample, members }: Arm): Panel {
  return { ...sample, people: members }
}
