import { type Attribute, isObject, type Json, type JsonObject, listed, named } from './attribute.ts'
import { coerce, coerceOne } from './coerce.ts'
import { append, onePrimary, without } from './elements.ts'
import type { Filter } from './filter.ts'
import { matches } from './matches.ts'
import type { Operation } from './operations.ts'
import type { Path } from './path.ts'
import { refusal } from './refusal.ts'

type Op = Operation['op']

/**
 * What an attribute is after an operation on it or on a part of it; nothing when nothing is left. Null and empty text clear,
 * whatever the operation. Throws `invalidValue`, `noTarget`.
 */
export function alter(
  path: Path,
  op: Op,
  held: Json | undefined,
  value: Json | undefined,
): Json | undefined {
  const altered = alterPart(path, op, held, value)
  return path.attribute?.multiValued ? onePrimary(held, altered) : altered
}

function alterPart(path: Path, op: Op, held: Json | undefined, value: Json | undefined) {
  if (path.filter) return alterElements(path, path.filter, op, held, value)
  if (path.sub !== undefined) return alterSub(path, path.sub, op, held, value)
  return alterWhole(path.attribute, op, held, value)
}

function alterWhole(
  attribute: Attribute | undefined,
  op: Op,
  held: Json | undefined,
  value: Json | undefined,
): Json | undefined {
  const several = attribute?.multiValued === true || Array.isArray(held)
  if (op === 'remove')
    return several && !isEmpty(value) ? without(held, listed(coerce(attribute, value))) : undefined
  if (isEmpty(value)) return undefined
  if (attribute?.type === 'complex' && !several) return merged(attribute, held, value)
  const coerced = coerce(attribute, value)
  return several && op === 'add' ? append(held, listed(coerced)) : coerced
}

const isEmpty = (value: Json | undefined) => value === undefined || value === null || value === ''

/** The parts that are named are set, the others stay; but who is another `value` brings nothing of the one before. */
function merged(attribute: Attribute, held: Json | undefined, value: Json): Json | undefined {
  const coerced = coerceOne(attribute, value)
  if (!isObject(held) || (isObject(coerced) && 'value' in coerced)) return coerced
  const parts = isObject(value) ? Object.entries(value) : []
  return parts.reduce<Json | undefined>(
    (now, [key, part]) => withSub(attribute, now, nameOf(attribute, key), part),
    held,
  )
}

const nameOf = (attribute: Attribute, key: string) =>
  named(attribute.subAttributes, key)?.name ?? key

function alterSub(
  { attribute }: Path,
  sub: string,
  op: Op,
  held: Json | undefined,
  value: Json | undefined,
): Json | undefined {
  const part = op === 'remove' ? null : (value ?? null)
  if (!attribute?.multiValued) return withSub(attribute, held, sub, part)
  const elements = listed(held).length > 0 ? listed(held) : [{}]
  return kept(elements.map((element) => withSub(attribute, element, sub, part)))
}

/** A complex value with this part set, or cleared by null. */
function withSub(
  attribute: Attribute | undefined,
  held: Json | undefined,
  sub: string,
  part: Json,
): Json | undefined {
  const { [sub]: _, ...others } = isObject(held) ? held : {}
  const rest: JsonObject = sub === 'value' && !attribute?.multiValued ? {} : others
  const whole = part === null || part === '' ? rest : { ...rest, [sub]: part }
  if (attribute) return coerceOne(attribute, whole)
  return Object.keys(whole).length > 0 ? whole : undefined
}

/** The elements that a filter means; where there is none, the one that it describes is made, as Entra expects. */
function alterElements(
  { attribute, sub }: Path,
  filter: Filter,
  op: Op,
  held: Json | undefined,
  value: Json | undefined,
): Json | undefined {
  const elements = listed(held)
  const meant = new Set(elements.filter((it) => matches(filter, isObject(it) ? it : { value: it })))
  const clears = op === 'remove' || isEmpty(value)
  if (meant.size > 0 || clears)
    return kept(
      elements.map((it) => (meant.has(it) ? alterElement(attribute, sub, it, clears, value) : it)),
    )
  const described = describedBy(filter)
  if (!described) throw refusal('noTarget', 'Nothing meets the filter of this path.')
  return kept([...elements, alterElement(attribute, sub, described, false, value)])
}

function alterElement(
  attribute: Attribute | undefined,
  sub: string | undefined,
  element: Json,
  clears: boolean,
  value: Json | undefined,
): Json | undefined {
  if (sub !== undefined)
    return withSub(listOf(attribute), element, sub, clears ? null : (value ?? null))
  if (clears || value === undefined) return undefined
  const stated = attribute ? coerceOne(attribute, value) : value
  return isObject(element) && isObject(stated) ? { ...element, ...stated } : stated
}

/** Of an element, a new `value` leaves the other parts as they are, whatever the schema says of the attribute. */
const listOf = (attribute: Attribute | undefined) =>
  attribute && { ...attribute, multiValued: true }

/** The element that a filter of plain equalities describes. */
function describedBy(filter: Filter): JsonObject | undefined {
  if (filter.op === 'eq' && filter.of.sub === undefined) return { [filter.of.name]: filter.value }
  if (filter.op !== 'and') return undefined
  const parts = filter.all.map(describedBy)
  return parts.every((it) => it !== undefined) ? Object.assign({}, ...parts) : undefined
}

function kept(elements: (Json | undefined)[]): Json | undefined {
  const left = elements.filter((it) => it !== undefined)
  return left.length > 0 ? left : undefined
}
