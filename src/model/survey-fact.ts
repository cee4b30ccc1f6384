import * as z from 'zod'

/** What one person answered in one survey, or a part of it. Without answers: was asked, and said nothing. */
export const SurveyAnswersFact = z.object({
  wave: z.string().optional().describe('Name of the run of the survey.'),
  opened: z.iso.date().optional(),
  closed: z.iso.date().optional().describe('Last day on which it could be answered.'),
  email: z.string(),
  answers: z.array(
    z.object({
      item: z.string().describe('Key of the item, or its usual wording.'),
      option: z.string().describe('Label of the option that was chosen, or its number.'),
    }),
  ),
  comments: z.array(z.object({ item: z.string().optional(), text: z.string() })).optional(),
})
export type SurveyAnswersFact = z.infer<typeof SurveyAnswersFact>

/** The definition of an item, from a file of items. */
export const SurveyItemFact = z.object({
  key: z.string(),
  name: z.string().optional().describe('What a report calls it.'),
  text: z.string(),
  kind: z.string().optional().describe('scale_5, scale_3 or options.'),
  options: z
    .array(z.object({ label: z.string(), value: z.number().optional() }))
    .optional()
    .describe('In their order; scales have usual ones.'),
  favourable: z.array(z.string()).optional().describe('Labels of the favourable options.'),
  lower_is_better: z.boolean().optional().describe('Whether lower values are the better ones.'),
  unit: z.string().optional().describe('Unit of the values of the options.'),
})
export type SurveyItemFact = z.infer<typeof SurveyItemFact>
