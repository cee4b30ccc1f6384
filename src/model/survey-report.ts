import * as z from 'zod'
import { Estimate, Reason } from './estimate.ts'
import { Period } from './period.ts'
import { SurveyItem, SurveyMode } from './survey.ts'
import { Warning } from './warning.ts'

/** One run of a survey. */
export const SurveyWave = z.object({
  name: z.string(),
  opened: z.iso.date().describe('First day on which it could be answered.'),
  closed: z.iso.date().describe('Last day on which it could be answered.'),
  mode: SurveyMode.describe(
    'confidential: answers are kept under pseudonyms, whose key is kept apart; anonymous: the key is destroyed.',
  ),
  key: z
    .enum(['kept', 'destroyed'])
    .describe(
      'While the key is kept, groups can be compared and answers corrected, erased and taken back.',
    ),
  key_until: z.iso
    .date()
    .nullable()
    .describe('Day on which the key is destroyed; null: on no day that is set.'),
})
export type SurveyWave = z.infer<typeof SurveyWave>

/** What everybody answered to one item. What is null has its reason. */
export const SurveyScore = z.object({
  item: SurveyItem,
  people: z
    .number()
    .int()
    .nullable()
    .describe('Who answered, without those to whom it does not apply; to 5 below 100.'),
  scored_by: z
    .enum(['favourable', 'mean'])
    .describe('The share of favourable answers in per cent, or the mean of the options’ values.'),
  score: Estimate.nullable(),
  distribution: z
    .array(z.object({ label: z.string(), percent: z.number().int().describe('In steps of 5.') }))
    .nullable()
    .describe('What was chosen, in the order of the options; from 20 people on.'),
  reason: Reason.nullable(),
})
export type SurveyScore = z.infer<typeof SurveyScore>

/** The scores of one run of a survey, of everybody. */
export const SurveyReport = z.object({
  survey: SurveyWave,
  period: Period,
  minimum_group: z.number().int().describe('Fewest people of whom an answer is shown.'),
  people: z
    .number()
    .int()
    .nullable()
    .describe('Who answered anything; to 5 below 100; null: fewer than the minimum group.'),
  response_rate: z
    .number()
    .nullable()
    .describe('Of the people employed on the first day, cut to 5 %; null: not known.'),
  items: z.array(SurveyScore),
  warnings: z.array(Warning),
})
export type SurveyReport = z.infer<typeof SurveyReport>
