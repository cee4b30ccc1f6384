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
