import type { Exclusion, ExclusionCode } from '../model/index.ts'
import { shownCounts } from '../privacy/shown-counts.ts'

const MESSAGES: Record<ExclusionCode, string> = {
  left: 'left before the period',
  not_eligible: 'does not write code, as declared',
  value_unknown: 'value of the attribute unknown on that day',
  other_value: 'another value of the attribute',
  several_values: 'values of several cohorts',
  being_counted: 'weeks that are still being counted: ask again in a minute',
  no_account: 'no account at a source that covers the period',
  no_answer: 'did not answer the survey',
  onboarding: 'new: the first 12 weeks after joining do not count',
  too_few_days: 'too few available days in the period',
  no_tool_account: 'no account of the tool at the end of the period',
  adoption_unknown: 'unknown whether or since when the tool is used',
  adopted_before: 'used the tool before the records begin',
  too_few_periods: 'known in too few periods before or after',
  others: 'other reasons, each of fewer people',
}

/** Who is not in a report: how many for each reason, as it may be shown. */
export function exclusionsOf(
  people: readonly { reason: ExclusionCode | null }[],
  minimum: number,
): Exclusion[] {
  const byCode = Map.groupBy(people, ({ reason }) => reason)
  return countedExclusions(
    [...byCode].flatMap(([reason, of]) => (reason === null ? [] : [{ reason, people: of.length }])),
    minimum,
  )
}

/** The same of people who are counted already. */
export function countedExclusions(
  counted: readonly { reason: ExclusionCode; people: number }[],
  minimum: number,
): Exclusion[] {
  const codes = Object.keys(MESSAGES) as ExclusionCode[]
  const { counts, others } = shownCounts(
    codes.map((code) => ({
      code,
      people: counted.find(({ reason }) => reason === code)?.people ?? 0,
    })),
    minimum,
  )
  const all = others === null ? counts : [...counts, { code: 'others' as const, people: others }]
  return all.map(({ code, people }) => ({ code, people, message: MESSAGES[code] }))
}
