import * as z from 'zod'

/** Uses of numbers about people that are refused; to pay for something is none, pay and paying people are. */
const ABOUT_PERSONS =
  /\b(performance|calibration|talent)[ -]?(review|rating|appraisal|evaluation|management|improvement)s?\b|\b(appraisal|compensation|salar(y|ies)|bonus(es)?|(?<!\b(to|we|they|would|not) )pay|promotions?|dismissals?|layoffs?|stack[ -]?rank(ing)?|(rank|pay)(ing)? (of )?(people|employees|developers|individuals))\b/i

/** What a study or a metric is for, in words; `refusal` is told where that is judging, paying or ranking people. */
export function purposeOr(refusal: string) {
  return z
    .string()
    .trim()
    .min(1)
    .max(500)
    .refine((text) => !ABOUT_PERSONS.test(text), { message: refusal })
}

/** What numbers of people's work may be used for: a closed list, in which judging, paying or ranking people does not stand. */
export const Purpose = z.enum(['ways_of_working', 'tools', 'studies'])
export type Purpose = z.infer<typeof Purpose>

/** The purposes in words. */
export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  ways_of_working: 'See how work flows through groups of people, and make it better.',
  tools: 'See who is reached by a tool, and what changes with it.',
  studies: 'Try a change out with teams that are drawn by lot.',
}
