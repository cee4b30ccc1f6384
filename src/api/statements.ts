import type * as z from 'zod'
import type { IssueCode } from '../model/index.ts'
import type { AttributeRow } from '../store/attributes.ts'
import * as attributes from '../store/attributes.ts'
import type { Db } from '../store/db.ts'
import type { Change } from '../store/journal.ts'

/** What somebody says that a user has for an attribute; null: nothing. */
interface Said {
  name: string
  value: string | number | boolean | null
}

interface Fault {
  error: z.output<typeof IssueCode>
  message: string
}

/** What can be done with what was said. */
export interface Sorted {
  /** Values to state. */
  states: { attribute_id: number; value: string }[]
  /** Attributes of which the user has nothing from now on. */
  ends: number[]
  /** What holds then, by the names that were used. */
  held: { name: string; value: string | null }[]
  failures: ({ name: string; value: string | null } & Fault)[]
}

/** Holds what is said of one user against the attributes, of which it creates those that are missing. */
export async function sortStatements(tx: Db, by: Change, said: Said[]): Promise<Sorted> {
  const byName = Map.groupBy(said, ({ name }) => name.toLowerCase())
  await attributes.ensure(tx, by, [...byName.values()].flatMap(wanted))
  const defined = await attributes.list(tx, [...byName.keys()])
  const sorted: Sorted = { states: [], ends: [], held: [], failures: [] }
  for (const [name, same] of byName)
    sort(
      sorted,
      by,
      same,
      defined.find((attribute) => attribute.name.toLowerCase() === name),
    )
  return sorted
}

/** Only what gets a value makes an attribute. */
function wanted(same: Said[]): { name: string; multiple: boolean }[] {
  const [first, ...more] = valuesOf(same)
  return first ? [{ name: first.name, multiple: more.length > 0 }] : []
}

function sort(sorted: Sorted, by: Change, same: Said[], attribute: AttributeRow | undefined): void {
  const values = valuesOf(same)
  const name = same[0]?.name ?? ''
  const fault = attribute && faultOf(attribute, by, values.length)
  if (fault) {
    const failed = values.length > 0 ? values : [{ name, value: null }]
    sorted.failures.push(...failed.map((it) => ({ ...it, ...fault })))
  } else if (attribute && values.length > 0) {
    for (const it of values) place(sorted, attribute, it)
  } else {
    if (attribute) sorted.ends.push(attribute.id)
    sorted.held.push({ name, value: null })
  }
}

/** The different values of one attribute, as text. */
function valuesOf(same: Said[]): { name: string; value: string }[] {
  const texts = same.flatMap(({ name, value }) =>
    value === null ? [] : { name, value: `${value}` },
  )
  return texts.filter(({ value }, i) => texts.findIndex((other) => other.value === value) === i)
}

function faultOf(
  { name, type, owner_source, multiple }: AttributeRow,
  by: Change,
  values: number,
): Fault | undefined {
  if (type === 'dx_managed')
    return { error: 'owned_attribute', message: `${name} is computed and cannot be set.` }
  if (owner_source !== null && owner_source !== by.source)
    return { error: 'owned_attribute', message: `Only ${owner_source} may set ${name}.` }
  if (values > 1 && !multiple)
    return { error: 'too_many_values', message: `${name} takes one value.` }
  return undefined
}

function place(sorted: Sorted, attribute: AttributeRow, it: { name: string; value: string }): void {
  const { form, words } = FORMS[attribute.kind]
  if (!form.test(it.value)) {
    const message = `${attribute.name} takes ${words}.`
    sorted.failures.push({ ...it, error: 'invalid_value', message })
    return
  }
  const value = attribute.kind === 'boolean' ? it.value.toLowerCase() : it.value
  sorted.states.push({ attribute_id: attribute.id, value })
  sorted.held.push(it)
}

const FORMS = {
  option: { form: /\S/, words: 'text' },
  text: { form: /\S/, words: 'text' },
  number: { form: /^-?[0-9]+([.][0-9]+)?$/, words: 'a number, such as 4.5' },
  date: { form: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, words: 'a date, as 2026-01-31' },
  boolean: { form: /^(true|false)$/i, words: 'true or false' },
}
