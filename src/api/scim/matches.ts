import { isObject, type Json, type JsonObject, listed, valueAt } from './attribute.ts'
import type { Comparison, Filter, Reference } from './filter.ts'

/**
 * Whether a resource, or an element of it, meets a filter. Text is compared without case, but for ids; instants are compared
 * as such; a boolean may be meant by its word.
 */
export function matches(filter: Filter, resource: JsonObject): boolean {
  switch (filter.op) {
    case 'and':
      return filter.all.every((it) => matches(it, resource))
    case 'or':
      return filter.all.some((it) => matches(it, resource))
    case 'not':
      return !matches(filter.filter, resource)
    case 'some':
      return at(resource, filter.of).some((it) => matches(filter.filter, elementOf(it)))
    case 'pr':
      return at(resource, filter.of).length > 0
    default:
      return compares(filter, resource)
  }
}

type Compared = Extract<Filter, { value: unknown }>

function compares({ op, of, value }: Compared, resource: JsonObject): boolean {
  const held = at(resource, of).map((it) => (isObject(it) ? (valueAt(it, 'value') ?? null) : it))
  if (value === null) return (op === 'eq') === (held.length === 0)
  if (op === 'ne') return !held.some((it) => holds('eq', of, it, value))
  return held.some((it) => holds(op, of, it, value))
}

/** The values at a place, of all elements where there are several. */
function at(resource: JsonObject, { schema, name, sub }: Reference): Json[] {
  const extension = schema === undefined ? undefined : valueAt(resource, schema)
  const values = listed(valueAt(isObject(extension) ? extension : resource, name))
  if (sub === undefined) return values
  return values.flatMap((it) => (isObject(it) ? listed(valueAt(it, sub)) : []))
}

const elementOf = (it: Json): JsonObject => (isObject(it) ? it : { value: it })

/** What tells one letter case from another. */
const EXACT = new Set(['id', 'externalid'])

function holds(op: Comparison, of: Reference, held: Json, value: string | boolean): boolean {
  if (held === null) return false
  const exact = EXACT.has(of.name.toLowerCase())
  const fold = (it: Json) => (exact ? `${it}` : `${it}`.toLowerCase())
  if (op === 'co') return fold(held).includes(fold(value))
  if (op === 'sw') return fold(held).startsWith(fold(value))
  if (op === 'ew') return fold(held).endsWith(fold(value))
  return ordered(op, ...comparable(fold(held), fold(value), typeof held === 'number'))
}

const INSTANT = /^\d{4}-\d\d-\d\dt\d\d:\d\d/i

function comparable(
  held: string,
  value: string,
  number: boolean,
): [string | number, string | number] {
  if (number) return [Number(held), Number(value)]
  if (INSTANT.test(held) && INSTANT.test(value)) return [Date.parse(held), Date.parse(value)]
  return [held, value]
}

function ordered(op: Comparison, a: string | number, b: string | number): boolean {
  if (op === 'eq') return a === b
  if (op === 'gt') return a > b
  if (op === 'ge') return a >= b
  return op === 'lt' ? a < b : a <= b
}
