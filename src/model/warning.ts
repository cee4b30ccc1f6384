import * as z from 'zod'

/** What may mislead in an answer. A closed list; the message beside it is a sentence for the reader. */
export const WarningCode = z.enum([
  'different_people', // cohorts are compared as they are, not before and after
  'users_beside_others', // who uses a tool stands beside who does not, unadjusted
  'moved_by_use', // the tool's use moves the metric by definition
  'two_times', // a cohort is compared with itself in another period
  'season', // the two periods are not the same weeks of a year
  'survivors', // many of the earlier cohort are not in it any more
  'reversed', // between people who are alike the difference has the other sign
  'composition', // the cohorts' make-up explains a good part of the difference
  'too_few_teams',
  'cohort_hidden',
  'period_snapped',
  'as_of_today', // membership is that of today, after the period
  'undated_values', // since when a value holds is not known
  'nobody_declared', // nobody is declared as writing code
  'unmatched_accounts',
  'partly_covered', // a source does not speak of every day of the period
  'waiting_weeks', // numbers that are still to be computed anew
  'adoption_by_account', // no days of use are known: the day of the account stands in for adoption
  'checks_failed',
  'earlier_answer', // so few have changed since an earlier answer that a new one would tell of them
  'release_refused', // a group differs by too few from one that was shown before
  'response_rates_differ', // some cohorts answered a survey more often than others
  'perception', // what people believe, not what was measured
  'few_people_weigh', // a hundredth of the people moves the estimate
])
export type WarningCode = z.infer<typeof WarningCode>

/** Something that a reader has to know before trusting an answer. */
export const Warning = z.object({ code: WarningCode, message: z.string() })
export type Warning = z.infer<typeof Warning>
