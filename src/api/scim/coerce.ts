import { type Attribute, isObject, type Json, type JsonObject, listed, named } from './attribute.ts'
import { refusal } from './refusal.ts'

/**
 * A value as its attribute has it, whatever a client made of it: "True" a boolean, a number text, a text the `value` of
 * something complex, one element a list. Nothing for null, empty text and what holds nothing else. Throws `invalidValue`.
 */
export function coerce(attribute: Attribute | undefined, value: Json): Json | undefined {
  if (value === null || value === '') return undefined
  if (!attribute) return value
  if (!attribute.multiValued) return coerceOne(attribute, value)
  const elements = listed(value).flatMap((it) => coerceOne(attribute, it) ?? [])
  return elements.length > 0 ? elements : undefined
}

/** The same for one element of several. */
export function coerceOne(attribute: Attribute, value: Json): Json | undefined {
  if (value === null || value === '') return undefined
  if (attribute.type === 'complex') return complex(attribute, value)
  if (attribute.type === 'boolean') return truth(attribute, value)
  if (typeof value === 'object') throw unfit(attribute)
  return String(value)
}

/** The parts of a complex value, by the names that its schema has; nothing when only its type is left. */
function complex(attribute: Attribute, value: Json): JsonObject | undefined {
  const parts = Object.entries(objectOf(attribute, value)).flatMap(([key, part]) => {
    const sub = named(attribute.subAttributes, key)
    const coerced = coerce(sub, part)
    return coerced === undefined ? [] : [[sub?.name ?? key, coerced] as const]
  })
  return parts.some(([name]) => !DESCRIBING.has(name)) ? Object.fromEntries(parts) : undefined
}

/** Parts that say something of a value but are none. */
const DESCRIBING = new Set(['type', 'primary'])

function objectOf(attribute: Attribute, value: Json): JsonObject {
  const [first] = listed(value)
  if (isObject(first)) return first
  if (first === undefined) return {}
  if (typeof first === 'object' || !named(attribute.subAttributes, 'value')) throw unfit(attribute)
  return { value: first }
}

function truth(attribute: Attribute, value: Json): boolean {
  const word = String(value).toLowerCase()
  if (word !== 'true' && word !== 'false') throw unfit(attribute)
  return word === 'true'
}

function unfit({ name, type }: Attribute) {
  return refusal('invalidValue', `${name} is of the type ${type}.`)
}
