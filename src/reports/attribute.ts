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

/** The attribute of a name. Throws `invalid_arguments` for one that is missing, hidden or, to this viewer, privileged. */
export async function attributeOf(db: Db, name: string, viewer: Viewer): Promise<Attribute> {
  const all = (await attributes.list(db)).filter(
    ({ hidden, privileged }) => !hidden && (viewer.privileged || !privileged),
  )
  const found = all.find((attribute) => sameText(attribute.name, name))
  if (!found)
    throw new AppError(
      'invalid_arguments',
      `There is no attribute "${name}". There are: ${all.map((a) => a.name).join(', ') || 'none yet'}.`,
    )
  return { id: found.id, name: found.name, values: await valuesOf(db, found) }
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
