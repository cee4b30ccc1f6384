import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { type ImpactSpec, NextStep, Period, ToolSegment, Warning } from '../../model/index.ts'
import { type Db, readOnly } from '../../store/db.ts'
import { passOf, throughGate } from '../gate/gate.ts'
import { drawPeople } from '../impact/draw-people.ts'
import { drawStudies, type Study } from '../impact/draw-studies.ts'
import { questionOf } from '../impact/question.ts'
import { isOverWaves } from '../impact/survey-metric.ts'
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

/** The effect on the primary metric by segment, and what a trial would show. Throws `invalid_arguments` for an item of a survey. */
export async function beyondReport(
  db: Db,
  spec: ImpactSpec,
  { segments: named, asking }: { segments: readonly string[]; asking: Asking },
): Promise<Beyond> {
  const alone = { ...spec, metrics: [], negative_control: undefined }
  const drawn = await readOnly(db, (tx) => draw(tx, alone, named, asking))
  const { question, study, segments, waiting } = drawn
  const { minimum, period, attribute, time_zone } = question
  const sides = segmentFamilies(segments, question)
  const asked = {
    ...passOf({ kind: 'tool', spec: { ...alone, segments: named } }, question, asking),
    families: [...sides, waitingFamily(drawn)],
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

type Drawn = Awaited<ReturnType<typeof draw>>

async function draw(tx: Db, spec: ImpactSpec, named: readonly string[], asking: Asking) {
  const question = await questionOf(tx, spec, asking)
  if (isOverWaves(question.metric))
    throw new AppError(
      'invalid_arguments',
      `${spec.metric} is asked and not measured, so it cannot be the primary metric of this page. Name it among metrics.`,
    )
  const { minimum, period } = question
  const people = await drawPeople(tx, question)
  const studied = people.filter(({ reason }) => reason === null)
  const [study] = (await drawStudies(tx, question, studied, asking.secretKey)) as [Study]
  const among = { studied, from: period.from, viewer: asking, minimum }
  const segments = segmentsOf(study, studied, await drawSegments(tx, named, among))
  return { question, studied, study, segments, waiting: waitingOf(study) }
}

/** Those who have not begun, as the gate asks for them. */
function waitingFamily({ question: { metric, attribute, minimum }, studied, waiting }: Drawn) {
  const members = waiting.places.flatMap((place) => studied[place]?.id ?? [])
  const groups = [{ members, shown: members.length >= minimum }]
  return { metric: `${metric.id} waiting ${attribute.name}`, groups }
}
