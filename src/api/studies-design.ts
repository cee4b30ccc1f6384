import type { StudyDesign } from '../model/index.ts'
import { askedOf } from '../reports/scope.ts'
import { studyMetrics } from '../reports/study/metrics.ts'
import { studyWeeks } from '../reports/study/weeks.ts'
import type { Db } from '../store/db.ts'
import type { Actor } from './actor.ts'

/**
 * A design with its days brought to whole weeks, once all that it names is known. Throws `invalid_arguments` and
 * `team_not_found`.
 */
export async function knownDesign<D extends StudyDesign>(
  db: Db,
  design: D,
  actor: Actor,
): Promise<D> {
  await studyMetrics(db, [design.metric, ...design.guardrails])
  await askedOf(db, design, actor)
  return { ...design, ...studyWeeks(design) }
}
