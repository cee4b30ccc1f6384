import * as z from 'zod'

/** Which people and which days a report is about: the arguments that all reports share. */
export const ReportScope = z.object({
  from: z.iso.date().optional().describe('First day; the week that holds it counts whole.'),
  to: z.iso.date().optional().describe('Last day, excluded; the week that holds it counts whole.'),
  team: z
    .array(z.string())
    .default([])
    .describe(
      'Teams by name, path ("Division / Team") or reference id, with the teams below them.',
    ),
  filter: z
    .array(z.string())
    .max(3)
    .default([])
    .describe(
      'Only people with one of these values: "Level=L4|L5". Several attributes must all fit; at most three.',
    ),
})
export type ReportScope = z.output<typeof ReportScope>

/** Why a person is not in a report. Each is counted once, under the first that fits. */
export const ExclusionCode = z.enum([
  'left',
  'not_eligible',
  'value_unknown',
  'other_value',
  'several_values',
  'being_counted',
  'no_account',
  'no_answer',
  'onboarding',
  'too_few_days',
  'no_tool_account',
  'adoption_unknown',
  'adopted_before',
  'too_few_periods',
  'others',
])
export type ExclusionCode = z.infer<typeof ExclusionCode>

export const Exclusion = z.object({
  code: ExclusionCode,
  people: z
    .number()
    .int()
    .describe('To 5 below 100. Reasons of fewer than the minimum group are joined, or left out.'),
  message: z.string(),
})
export type Exclusion = z.infer<typeof Exclusion>

/** Accounts with pull requests in the period that are linked to nobody. */
export const Unmatched = z.object({
  accounts: z
    .number()
    .int()
    .nullable()
    .describe('To 5 below 100; null: fewer than the minimum group.'),
  share: z
    .number()
    .nullable()
    .describe('Share of the merged pull requests that are theirs, to 1 %.'),
})
export type Unmatched = z.infer<typeof Unmatched>

/** On how many days of the period a source speaks of a subject. */
export const Coverage = z.object({
  source: z.string(),
  subject: z.string(),
  days: z.number().int(),
  of_days: z.number().int(),
})
export type Coverage = z.infer<typeof Coverage>
