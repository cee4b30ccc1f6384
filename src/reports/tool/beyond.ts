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
  const { question, study, studied, places } = await readOnly(db, async (tx) => {
    const question = await questionOf(tx, alone, asking)
    if (isOverWaves(question.metric))
      throw new AppError(
        'invalid_arguments',
        `${spec.metric} is asked and not measured, so it cannot be the primary metric of this page. Name it among metrics.`,
      )
    const people = await drawPeople(tx, question)
    const studied = people.filter(({ reason }) => reason === null)
    const [study] = (await drawStudies(tx, question, studied, asking.secretKey)) as [Study]
    const { minimum, period } = question
    const within = { studied, from: period.from, viewer: asking, minimum }
    return { question, study, studied, places: await drawSegments(tx, named, within) }
  })
  const { minimum, period, attribute, metric, time_zone } = question
  const segments = segmentsOf(study, studied, places)
  const waiting = waitingOf(study)
  const members = waiting.places.flatMap((place) => studied[place]?.id ?? [])
  const families = [
    ...segmentFamilies(segments, question),
    {
      metric: `${metric.id} waiting ${attribute.name}`,
      groups: [{ members, shown: members.length >= minimum }],
    },
  ]
  const asked = {
    ...passOf({ kind: 'tool', spec: { ...alone, segments: named } }, question, asking),
    families,
    shape: Beyond,
  }
  return throughGate(db, asked, (shown) => ({
    period,
    warnings: [],
    segments: segmentEffects(segments, study, {
      minimum,
      passes: segments.map((_, i) => {
        const sides = families.slice(0, -1).map(({ groups }, side) => ({
          wanted: groups[i]?.shown === true,
          passes: shown[side]?.[i] === true,
        }))
        return {
          shown: sides.every(({ passes }) => passes),
          refused: sides.every(({ wanted }) => wanted),
        }
      }),
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
