import { sql } from 'kysely'
import { AppError } from '../errors.ts'
import * as attributes from '../store/attributes.ts'
import { type Db, many } from '../store/db.ts'

/** An attribute that a report may use, with its values in their order. */
export interface Attribute {
  id: number
  name: string
  values: string[]
}

/** Who asks. */
export interface Viewer {
  /** Whether privileged attributes may be used. */
  privileged: boolean
  /** Who it is, as the audit log names them; the server itself unless said otherwise. */
  actor?: string
  /** When they ask; now unless said otherwise. */
  now?: Date
  /** The key of the installation, which opens those of surveys; without it no answers are compared. */
  secretKey?: (() => string) | undefined
}

/**
 * The attribute of a name, for whatever tells of people's work or use of tools: every report, study and schedule finds its attributes
 * here. Throws `purpose_refused` for one about pay, appraisal, health, age, sex or the like, and else as `knownAttribute` does.
 */
export async function attributeOf(db: Db, name: string, viewer: Viewer): Promise<Attribute> {
  const found = await knownAttribute(db, name, viewer)
  if (found.sensitive)
    throw new AppError(
      'purpose_refused',
      `${found.name} is sensitive: how people work, which tools they use and what they answer is never set beside pay, appraisal, health, age, sex and the like, since numbers of work are for bettering tools and work, not for judging people. Choose another attribute, such as a level, role or place; if ${found.name} is about none of these, a Workspace Admin can say so on its page.`,
    )
  return found
}

/** The attribute of a name as the directory knows it. Throws `invalid_arguments` for one that is missing, hidden or, to this viewer, privileged. */
export async function knownAttribute(
  db: Db,
  name: string,
  viewer: Viewer,
): Promise<Attribute & { sensitive: boolean }> {
  const all = (await attributes.list(db)).filter(
    ({ hidden, privileged }) => !hidden && (viewer.privileged || !privileged),
  )
  const found = all.find((attribute) => sameText(attribute.name, name))
  if (!found) {
    const offered = all.flatMap((it) => (it.sensitive ? [] : it.name)).join(', ')
    throw new AppError(
      'invalid_arguments',
      `There is no attribute "${name}". There are: ${offered || 'none yet'}.`,
    )
  }
  const { id, sensitive } = found
  return { id, name: found.name, sensitive, values: await valuesOf(db, found) }
}

/** The known values that the given ones name, compared without case. Throws `invalid_arguments` for an unknown one. */
export function knownValues({ name, values }: Attribute, given: readonly string[]): string[] {
  return given.map((text) => {
    const known = values.find((value) => sameText(value, text))
    if (known === undefined)
      throw new AppError(
        'invalid_arguments',
        `${name} has no value "${text}". It has: ${some(values).join(', ') || 'none yet'}.`,
      )
    return known
  })
}

/** Whether two texts are the same but for case and outer blanks. */
export function sameText(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

async function valuesOf(db: Db, attribute: attributes.AttributeRow): Promise<string[]> {
  const options = await attributes.options(db)
  if (attribute.kind === 'option')
    return options.filter((o) => o.attribute_id === attribute.id).map(({ value }) => value)
  const rows = await many(
    db,
    sql<{ value: string }>`
      select distinct ua.value collate "C" as value
      from user_attributes ua
      where ua.attribute_id = ${attribute.id}
      order by 1
    `,
  )
  return rows.map(({ value }) => value)
}

const MOST_NAMED = 12

function some(values: string[]): string[] {
  return values.length <= MOST_NAMED ? values : [...values.slice(0, MOST_NAMED), '…']
}
