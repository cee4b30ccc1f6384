import { AppError } from '../../errors.ts'
import { USAGE_CLASSES, USAGE_LEVELS } from '../../model/index.ts'
import { ACCOUNT_VALUES } from '../../store/tool-users.ts'
import { type Attribute, knownValues, sameText } from '../attribute.ts'

/** A cohort as asked for: a name for some values of the attribute. */
export interface CohortQuestion {
  name: string
  values: string[]
}

/** As many cohorts as a reader can follow, and as a page can hold. */
const MOST_COHORTS = 12

/**
 * Reads cohorts such as "daily", "weekly|monthly" or "Rarely=weekly|monthly"; without any, account and no account of a
 * tool, its classes of use from daily to none, or each value of the attribute. Throws `invalid_arguments` for fewer than are needed, too many, unknown values, and a
 * value that stands in two of them.
 */
export function cohortsOf(
  attribute: Attribute,
  texts: readonly string[],
  least = 2,
): CohortQuestion[] {
  const wanted = texts.length > 0 ? texts : defaultCohorts(attribute)
  const cohorts = wanted.map((text) => readCohort(attribute, text))
  const fault = faultOf(cohorts, attribute, least)
  if (fault !== undefined) throw new AppError('invalid_arguments', fault)
  return cohorts
}

/** The cohort as it may be asked for again. */
export function cohortText({ name, values }: CohortQuestion): string {
  const joined = values.join('|')
  return name === joined ? joined : `${name}=${joined}`
}

function defaultCohorts({ values }: Attribute): string[] {
  const [account, , without] = ACCOUNT_VALUES
  if (values.includes(account) && values.includes(without)) return [account, without]
  const classes = USAGE_CLASSES.toReversed().filter((it) => values.includes(it))
  return classes.length > 1 && values.every(isLevel) ? classes : values
}

const isLevel = (value: string) => USAGE_LEVELS.some((it) => it === value)

function readCohort(attribute: Attribute, text: string): CohortQuestion {
  const whole = attribute.values.find((value) => sameText(value, text))
  if (whole !== undefined) return { name: whole, values: [whole] }
  const at = text.indexOf('=')
  const values = knownValues(attribute, text.slice(at + 1).split('|'))
  return { name: at < 1 ? values.join('|') : text.slice(0, at).trim(), values }
}

function faultOf(
  cohorts: CohortQuestion[],
  { name, values }: Attribute,
  least: number,
): string | undefined {
  const all = cohorts.flatMap((cohort) => cohort.values)
  const twice = all.find((value, i) => all.indexOf(value) !== i)
  if (twice !== undefined) return `"${twice}" stands in two cohorts; a person can be in one only.`
  const names = cohorts.map((cohort) => cohort.name)
  if (new Set(names).size < names.length) return 'Two cohorts have the same name.'
  if (cohorts.length < least)
    return `A comparison needs ${least === 1 ? 'a cohort' : 'two cohorts'}, and ${name} has ${values.length === 1 ? 'one value' : 'no values'}: ${values.join(', ')}.`
  if (cohorts.length > MOST_COHORTS)
    return `${name} has ${values.length} values; say which make the cohorts, such as "${values[0]}" and "Others=${values[1]}|${values[2]}".`
}
