import * as z from 'zod'
import { AppError } from '../../errors.ts'
import type { MetricDefinition } from '../../metrics/metric.ts'
import {
  type ImpactSpec,
  measuredOf,
  NextStep,
  Period,
  REPORT_KINDS,
  ToolSegment,
  takes,
  Warning,
} from '../../model/index.ts'
import { type Db, readOnly } from '../../store/db.ts'
import { passOf, throughGate } from '../gate/gate.ts'
import type { Study } from '../impact/draw-studies.ts'
import type { Drawn as DrawnImpact } from '../impact.ts'
import type { Asking } from '../report.ts'
import { drawSegments } from './draw-segments.ts'
import { nextStep, waitingOf } from './next-step.ts'
import { segmentEffects, segmentFamilies, segmentsOf } from './segments.ts'

/** What a page of a tool tells beyond the reports that it is made of. */
const Beyond = z.object({
  period: Period,
  warnings: z.array(Warning),
  segments: z.array(ToolSegment),
  next: NextStep,
})
export type Beyond = z.infer<typeof Beyond>

interface Beside {
  /** The question of the impact with every default filled in. */
  spec: ImpactSpec
  segments: readonly string[]
  asking: Asking
}

/** From what was drawn of an impact the effect on its primary metric by segment, and what a trial would show. Throws `invalid_arguments` for an item of a survey. */
export async function beyondReport(
  db: Db,
  { question, studied, studies }: DrawnImpact,
  { spec, segments: named, asking }: Beside,
): Promise<Beyond> {
  refuseSurvey(question.metric)
  const alone = { ...spec, metrics: [], negative_control: undefined }
  const [study] = studies as [Study]
  const among = { studied, from: question.period.from, viewer: asking, minimum: question.minimum }
  const places = await readOnly(db, (tx) => drawSegments(tx, named, among))
  const segments = segmentsOf(study, studied, places)
  const waiting = waitingOf(study)
  const { minimum, period, attribute, time_zone } = question
  const sides = segmentFamilies(segments, question)
  const asked = {
    ...passOf({ kind: 'tool', spec: { ...alone, segments: named } }, question, asking),
    families: [...sides, waitingFamily({ question, studied, waiting })],
    shape: Beyond,
  }
  return throughGate(db, asked, (shown) => ({
    period,
    warnings: [],
    segments: segmentEffects(segments, study, {
      minimum,
      passes: segments.map((_, place) => ({
        shown: sides.every((_, side) => shown[side]?.[place] === true),
        refused: sides.every(({ groups }) => groups[place]?.shown === true),
      })),
    }),
    next: nextStep(waiting, {
      study,
      tool: attribute.name,
      minimum,
      shown: shown.at(-1)?.[0] === true,
      now: asking.now,
      time_zone,
    }),
  }))
}

function refuseSurvey(metric: MetricDefinition): void {
  if (!takes(measuredOf(REPORT_KINDS.tool.takes), metric))
    throw new AppError(
      'invalid_arguments',
      `${metric.id} is asked and not measured, so it cannot be the primary metric of this page. Name it among metrics.`,
    )
}

/** Those who have not begun, as the gate asks for them. */
function waitingFamily({
  question: { metric, attribute, minimum },
  studied,
  waiting,
}: Pick<DrawnImpact, 'question' | 'studied'> & { waiting: ReturnType<typeof waitingOf> }) {
  const members = waiting.places.flatMap((place) => studied[place]?.id ?? [])
  const groups = [{ members, shown: members.length >= minimum }]
  return { metric: `${metric.id} waiting ${attribute.name}`, groups }
}
