import type { Check, Warning } from '../../model/index.ts'
import type { Question } from './question.ts'

const ENOUGH_TEAMS = 10

interface Found {
  question: Question
  teams: { adopters: number | null; controls: number | null }
  checks: Check[]
  effect: { estimate: number } | null
}

/** What may mislead in an estimate of the impact of adoption. */
export function impactWarnings(found: Found): Warning[] {
  return [...byAccount(found), ...fewTeams(found), ...failed(found), ...topWeighs(found)]
}

function byAccount({ question: { tool, attribute } }: Found): Warning[] {
  if (tool !== null) return []
  const message = `No days of use of ${attribute.name} are known, so the day of the account stands for adoption: an account that lies idle counts as use.`
  return [{ code: 'adoption_by_account', message }]
}

function fewTeams({ teams: { adopters, controls } }: Found): Warning[] {
  if (adopters === null || controls === null || Math.min(adopters, controls) >= ENOUGH_TEAMS)
    return []
  const message = `Few teams (${adopters} with people who adopted, ${controls} with people who had not): below ${ENOUGH_TEAMS} the interval is too narrow.`
  return [{ code: 'too_few_teams', message }]
}

function failed({ checks }: Found): Warning[] {
  const names = { placebo: 'before adoption', baselines: 'in the last period before it' }
  return checks.flatMap(({ name, passed }) =>
    passed === false && (name === 'placebo' || name === 'baselines')
      ? [
          {
            code: 'checks_failed' as const,
            message: `A check failed: those who adopted were changing ${names[name]} already.`,
          },
        ]
      : [],
  )
}

/** A hundredth of the people that halves the estimate, or turns it round, carries too much of it. */
function topWeighs({ checks, effect }: Found): Warning[] {
  const without = checks.find(({ name }) => name === 'without_top')?.estimate
  if (!without || effect === null || without.estimate / effect.estimate > 1 / 2) return []
  const message =
    'The one person in a hundred with the highest numbers makes up more than half of the effect.'
  return [{ code: 'few_people_weigh', message }]
}
