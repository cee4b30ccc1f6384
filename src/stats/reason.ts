/** Why no number can be given. A closed list; the message beside it is a sentence for the reader of a report. */
export type ReasonCode =
  | 'too_few_people'
  | 'too_few_teams'
  | 'constant' // no variation between people, or none between teams
  | 'separated' // every value of one cohort lies above every value of the other
  | 'not_positive' // a ratio needs means above 0
  | 'not_finite' // a value is no number
  | 'no_comparable_people'
  | 'no_adopters'
  | 'no_controls'

/** What an estimator answers in place of a number that would mislead. */
export type Reason = { reason: ReasonCode; message: string }

const MESSAGES: Record<ReasonCode, string> = {
  too_few_people: 'There are too few people to say how much of this is chance.',
  too_few_teams: 'There are too few teams to say how much of this is chance.',
  constant: 'Neither people nor teams vary, so there is no telling what is chance.',
  separated: 'Every value of one cohort lies above every value of the other.',
  not_positive: 'A ratio can only be formed of means above 0.',
  not_finite: 'At least one value is not a number.',
  no_comparable_people: 'The two cohorts have no comparable people.',
  no_adopters: 'Nobody adopted with enough periods before and after.',
  no_controls: 'There is nobody left to compare the adopters with.',
}

/** The reason with its sentence. */
export function reason(code: ReasonCode): Reason {
  return { reason: code, message: MESSAGES[code] }
}

/** Tells a reason from an estimate. */
export function isReason<T extends object>(answer: T | Reason): answer is Reason {
  return 'reason' in answer
}
