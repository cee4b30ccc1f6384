import * as z from 'zod'
import { Period } from './period.ts'
import { Coverage, Exclusion, Unmatched } from './report-scope.ts'
import { Warning } from './warning.ts'

/** What every report carries beside its question and its numbers: which days, who is not in it, how fresh, what may mislead. */
export const ReportGround = z.object({
  period: Period,
  minimum_group: z.number().int().describe('Nothing is shown about fewer people.'),
  exclusions: z.array(Exclusion).describe('Who is not in the report, each person once.'),
  unmatched: Unmatched,
  coverage: z.array(Coverage),
  known_until: z.iso
    .date()
    .nullable()
    .describe('Day up to which pull requests are known, excluded; null: none are.'),
  leave_known: z
    .boolean()
    .nullable()
    .describe(
      'Whether absences are known in the period; where not, every scheduled day counts as available. null: the report counts no available days.',
    ),
  weeks_waiting: z
    .number()
    .int()
    .describe('Weeks of people whose numbers are still to be computed anew.'),
  definition_version: z
    .string()
    .describe('Changes with any definition of a metric: equal ones were measured alike.'),
  warnings: z.array(Warning),
})
export type ReportGround = z.infer<typeof ReportGround>
