import * as z from 'zod'
import { AdoptionReport } from './adoption-report.ts'
import { CohortReport } from './cohort-report.ts'
import { Estimate, Reason } from './estimate.ts'
import { ImpactReport, ImpactSpec, Sides } from './impact-report.ts'
import { ReportGround } from './report-ground.ts'
import { ReportScope } from './report-scope.ts'

/** The question: what does this tool do for us? */
export const ToolSpec = ReportScope.extend({
  attribute: z.string().trim().min(1).describe('Attribute of a tool, such as Coder.'),
  metric: ImpactSpec.shape.metric,
  metrics: z
    .array(z.string())
    .max(20)
    .default([])
    .describe(
      'Keys of further metrics. Default: those of speed, quality, experience and environment that anything is known of.',
    ),
  segments: z
    .array(z.string())
    .max(4)
    .default([])
    .describe(
      'Groups in which the effect is told too, chosen before anything is looked at: "Role=Backend". At most four. Default: bands of level.',
    ),
})
export type ToolSpec = z.output<typeof ToolSpec>

/** The effect on the primary metric in one segment, drawn towards that on all. */
export const ToolSegment = z.object({
  name: z.string(),
  people: Sides,
  teams: Sides,
  effect: Estimate.nullable().describe('null: it has its reason.'),
  weight: z
    .number()
    .nullable()
    .describe('How much of it is its own: 0, it is the effect on all, to 1.'),
  reason: Reason.nullable(),
})
export type ToolSegment = z.infer<typeof ToolSegment>

/** What a trial among those who have not begun would show. */
export const NextStep = z.object({
  people: z.number().int().nullable().describe('Who have not begun, to 5 below 100.'),
  teams: z.number().int().nullable().describe('Teams of these people.'),
  visible: z
    .number()
    .nullable()
    .describe(
      "The smallest effect that such a trial would find four times in five, in the impact's unit.",
    ),
  by: z.iso.date().describe('When it would be over, begun next Monday.'),
  wanted: z
    .object({ effect: z.number(), teams: z.number().int() })
    .nullable()
    .describe('How many teams each half needs for an effect of this size.'),
  sentence: z.string(),
})
export type NextStep = z.infer<typeof NextStep>

/** One page of a tool: the reports that it is made of, each whole, with the segments, the next step, and the lines to take away. */
export const ToolReport = ReportGround.extend({
  spec: ToolSpec.describe('The question with every default filled in.'),
  question: z.string(),
  top: z.array(z.string()).describe('What to take away, a sentence each.'),
  use: AdoptionReport.nullable().describe('Who uses it; null: no levels of use are known.'),
  impact: ImpactReport.describe('What changed when people adopted it.'),
  today: CohortReport.describe('How users and others differ today: different people.'),
  said: CohortReport.nullable().describe('What people answered to the last survey, by usage.'),
  said_missing: z.string().nullable().describe('Why there are no answers.'),
  segments: z.array(ToolSegment),
  next: NextStep,
})
export type ToolReport = z.infer<typeof ToolReport>
