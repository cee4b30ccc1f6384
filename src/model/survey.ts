import * as z from 'zod'

/** One answer that an item offers. */
export const SurveyOption = z.object({
  label: z.string().trim().min(1).max(200),
  value: z
    .number()
    .nullable()
    .default(null)
    .describe('What it stands for, such as the middle of "3-5" hours.'),
  favourable: z.boolean().default(false).describe('Whether it counts as a good answer.'),
})
export type SurveyOption = z.output<typeof SurveyOption>

/** One question of surveys: the one definition of it. */
export const SurveyItem = z
  .object({
    key: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,59}$/)
      .describe('Key of the item, such as deep_work; a metric of reports has no such key.'),
    name: z.string().trim().min(1).max(200).describe('What a report calls it.'),
    text: z.string().trim().min(1).max(2000).describe('The question, as people read it.'),
    kind: z
      .enum(['scale_5', 'scale_3', 'options'])
      .describe('A scale of five or three steps, or options of its own.'),
    options: z
      .array(SurveyOption)
      .min(2)
      .max(20)
      .describe('In their order; of a scale from the least to the most.'),
    unit: z.string().trim().max(40).describe('Unit of the values of the options.'),
    lower_is_better: z.boolean().default(false),
  })
  .meta({ id: 'SurveyItem' })
export type SurveyItem = z.output<typeof SurveyItem>

/** Who may still be told from an answer: `confidential` keeps the key apart, `anonymous` destroys it. */
export const SurveyMode = z.enum(['confidential', 'anonymous'])
export type SurveyMode = z.infer<typeof SurveyMode>

/** Answers that people write in place of one, folded: the question was read, and does not apply. */
const NOT_APPLICABLE: ReadonlySet<string> = new Set([
  'na',
  'notapplicable',
  'doesnotapply',
  'dontknow',
  'idontknow',
  'prefernottosay',
  'noopinion',
])

/** Whether an item is scored by the mean of its options' values; otherwise by the share of favourable answers. */
export function hasValues({ kind, options }: Pick<SurveyItem, 'kind' | 'options'>): boolean {
  return kind === 'options' && options.every(({ value }) => value !== null)
}

/**
 * The place of the option that a text names, from 0: by its label, by "1" to "5" on a scale of five, by the usual words of
 * scales and amounts. null: not applicable; undefined: no option of the item.
 */
export function placeOf(
  { kind, options }: Pick<SurveyItem, 'kind' | 'options'>,
  text: string,
): number | null | undefined {
  const wanted = folded(text)
  const byLabel = options.findIndex(({ label }) => folded(label) === wanted)
  if (byLabel >= 0) return byLabel
  if (NOT_APPLICABLE.has(wanted.replace(/[^a-z]/g, ''))) return null
  if (kind === 'options') return undefined
  const step = /^[1-9]$/.test(wanted) ? Number(wanted) : 0
  if (step >= 1 && step <= options.length) return step - 1
  const words = SCALES[kind].find((scale) => scale.some((names) => names.includes(wanted)))
  return words?.findIndex((names) => names.includes(wanted))
}

/** Words of the usual scales from the least to the most; those of one step stand together. */
const SCALES: Readonly<Record<'scale_5' | 'scale_3', readonly (readonly string[])[][]>> = {
  scale_5: [
    [
      ['strongly disagree'],
      ['disagree', 'somewhat disagree'],
      ['neutral', 'neither agree nor disagree', 'neither'],
      ['agree', 'somewhat agree'],
      ['strongly agree'],
    ],
    [
      ['very difficult', 'very hard'],
      ['difficult', 'hard', 'somewhat difficult'],
      ['neither easy nor difficult'],
      ['easy', 'somewhat easy'],
      ['very easy'],
    ],
    [
      ['very dissatisfied', 'very bad', 'very poor', 'very unsatisfied'],
      ['dissatisfied', 'bad', 'poor', 'unsatisfied'],
      ['neither satisfied nor dissatisfied', 'ok', 'okay', 'fair'],
      ['satisfied', 'good'],
      ['very satisfied', 'very good', 'excellent'],
    ],
  ],
  scale_3: [
    [
      ['disagree', 'difficult', 'hard', 'bad', 'no', 'dissatisfied'],
      ['neutral', 'neither', 'neither agree nor disagree', 'ok', 'okay', 'partly', 'somewhat'],
      ['agree', 'easy', 'good', 'yes', 'satisfied'],
    ],
  ],
}

/** A text as options are compared: "Less than 1 hour" is "<1", "3 – 5 hrs" is "3-5". */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/\b(less than|fewer than|under)\b/g, '<')
    .replace(/\b(more than|over)\b/g, '>')
    .replace(/\b(hours?|hrs?|h)\b( (a|per) week)?/g, '')
    .replace(/\s*(?:[-–—]|\bto\b)\s*(?=\d)/g, '-')
    .replace(/([<>])\s+/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')
}
