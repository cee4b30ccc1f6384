import { AppError } from '../../errors.ts'
import type { Db } from '../../store/db.ts'
import { type Attribute, attributeOf, type Viewer } from '../attribute.ts'
import type { Filter } from '../filter.ts'
import type { CohortQuestion } from './cohorts-of.ts'

/** A cohort of a question: values of its attribute, and one value of each attribute that is crossed with it. */
export interface CrossedCohort extends CohortQuestion {
  across: string[]
  /** Whether it is told of by itself. What is not belongs to everybody else. */
  listed: boolean
}

/** As many combinations as a page can hold. */
const MOST_CROSSED = 36

/** The name of those who have other values than the cohorts; it never leaves. */
const OTHERS = 'other values'

/**
 * The attributes that are crossed with the first one, each with the values that the filters leave of it. Throws `invalid_arguments`
 * for one that is unknown or stands there twice.
 */
export async function acrossOf(
  db: Db,
  names: readonly string[],
  { attribute, filters, viewer }: { attribute: Attribute; filters: Filter[]; viewer: Viewer },
): Promise<Attribute[]> {
  const across: Attribute[] = []
  for (const name of names) {
    const found = await attributeOf(db, name, viewer)
    if ([attribute, ...across].some(({ id }) => id === found.id))
      throw new AppError(
        'invalid_arguments',
        `${found.name} cannot be crossed with itself: name another attribute, or leave it out of across.`,
      )
    const left = filters.filter(({ attribute_id }) => attribute_id === found.id)
    const values = found.values.filter((value) => left.every((it) => it.values.includes(value)))
    across.push({ ...found, values })
  }
  return across
}

/**
 * Every combination of the cohorts with the values of the further attributes, those with the same further values side by side; with
 * `others` a last one in each that holds all other values of the attribute. Throws `invalid_arguments` for more than a page holds.
 */
export function crossed(
  asked: readonly CohortQuestion[],
  { attribute, across, others }: { attribute: Attribute; across: Attribute[]; others: boolean },
): CrossedCohort[] {
  const combinations = combinationsOf(across)
  refuseMany(asked.length * combinations.length, [attribute, ...across])
  return combinations.flatMap((values) => [
    ...asked.map((cohort) => ({
      ...cohort,
      name: [cohort.name, ...values].join(', '),
      across: values,
      listed: true,
    })),
    ...(others ? [{ name: OTHERS, values: [], across: values, listed: false }] : []),
  ])
}

/** How many combinations of further values there are: 1 where nothing is crossed. */
export function combinationsOf(across: readonly Attribute[]): string[][] {
  return across.reduce<string[][]>(
    (all, { values }) => all.flatMap((some) => values.map((value) => [...some, value])),
    [[]],
  )
}

function refuseMany(count: number, [first, ...across]: readonly Attribute[]): void {
  const names = across.map(({ name }) => name).join(' and ')
  if (count === 0)
    throw new AppError(
      'invalid_arguments',
      `${names} has no values with which ${first?.name} could be crossed. Import some, or leave out across.`,
    )
  if (across.length === 0 || count <= MOST_CROSSED) return
  const [some] = across
  throw new AppError(
    'invalid_arguments',
    `${first?.name} across ${names} makes ${count} cohorts, more than ${MOST_CROSSED}. Name fewer cohorts of ${first?.name}, group its values, or keep some values by a filter such as "${some?.name}=${some?.values.slice(0, 2).join('|')}".`,
  )
}
