import type { Interval } from './estimate.ts'
import type { Sides } from './panel/census.ts'

/** How much the data say about an effect of adoption. A comparison of different people at one time carries none of these words. */
export type EvidenceWord = 'clear' | 'suggestive' | 'not established'

/** What decided the word. */
export type EvidenceCode =
  | 'all_checks_passed'
  | 'drift' // differences before adoption could explain it
  | 'few_teams'
  | 'few_people'
  | 'negligible'
  | 'interval_holds_zero'
  | 'checks_missing'
  | 'changing_before'
  | 'baselines_disagree'

/** The word, what decided it, and the sentence for the reader. */
export type Evidence = { word: EvidenceWord; because: EvidenceCode; message: string }

/** What the word is judged by. Estimates are on the scale of the report: .06 is 6 % or 6 points. */
export type Findings = {
  interval: Interval
  /** The interval with room for drift; null if it could not be drawn. */
  widened: Interval | null
  /** p of the placebo and of the two baselines' difference; null if the check could not be made. */
  placebo_p: number | null
  baseline_p: number | null
  n_people: Sides
  n_teams: Sides
}

const ENOUGH_PEOPLE = 10
const ENOUGH_TEAMS = 10
const CHECK_PASSES_ABOVE = 0.1

/** An effect within this, 3 % or 3 points, is smaller than what matters. */
const MARGIN = 0.03

/**
 * The evidence word of an impact estimate. *clear*: the widened interval excludes 0 and both checks pass with p > .10, on at
 * least 10 teams a side. *suggestive*: the plain interval excludes 0 and both checks pass. Else *not established*: so is an interval
 * that lies within the margin, whether or not it excludes 0, unless a check fails, after which nothing is said of its size.
 */
export function evidence(findings: Findings, margin = MARGIN): Evidence {
  const because = decide(findings, margin)
  return { word: WORDS[because], because, message: MESSAGES[because] }
}

function decide(findings: Findings, margin: number): EvidenceCode {
  const { interval, widened, placebo_p, baseline_p, n_people, n_teams } = findings
  if (smaller(n_people) < ENOUGH_PEOPLE) return 'few_people'
  const small = isWithin(interval, margin)
  if (holdsZero(interval) && !small) return 'interval_holds_zero'
  if (fails(placebo_p)) return 'changing_before'
  if (fails(baseline_p)) return 'baselines_disagree'
  if (small) return 'negligible'
  if (widened === null || placebo_p === null || baseline_p === null) return 'checks_missing'
  if (holdsZero(widened)) return 'drift'
  return smaller(n_teams) < ENOUGH_TEAMS ? 'few_teams' : 'all_checks_passed'
}

function smaller({ adopters, controls }: Sides): number {
  return Math.min(adopters, controls)
}

function holdsZero({ low, high }: Interval): boolean {
  return low <= 0 && high >= 0
}

function fails(p: number | null): boolean {
  return p !== null && p <= CHECK_PASSES_ABOVE
}

function isWithin({ low, high }: Interval, margin: number): boolean {
  return low > -margin && high < margin
}

const WORDS: Record<EvidenceCode, EvidenceWord> = {
  all_checks_passed: 'clear',
  drift: 'suggestive',
  few_teams: 'suggestive',
  few_people: 'not established',
  negligible: 'not established',
  interval_holds_zero: 'not established',
  checks_missing: 'not established',
  changing_before: 'not established',
  baselines_disagree: 'not established',
}

const MESSAGES: Record<EvidenceCode, string> = {
  all_checks_passed: 'The change is larger than chance and drift before adoption explain.',
  drift: 'It differs from what was expected; chance or other changes could explain it.',
  few_teams: 'It differs from what was expected, but rests on fewer than 10 teams on one side.',
  few_people: 'It rests on fewer than 10 people on one side.',
  negligible: 'Any difference is smaller than what matters.',
  interval_holds_zero: 'We cannot tell: both a rise and a fall fit the data.',
  checks_missing:
    'We cannot tell: there is too little time before adoption to check the comparison.',
  changing_before:
    'Adopters were already changing before they adopted, so this comparison is not used.',
  baselines_disagree:
    'The last period before adoption was unusual for adopters, so this comparison is not used.',
}
