/** A JSON value, as SCIM sends it. */
export type Json = string | number | boolean | null | Json[] | JsonObject
export type JsonObject = { [name: string]: Json }

/** An attribute as a SCIM schema describes it (RFC 7643, part 7). */
export interface Attribute {
  name: string
  type: 'string' | 'boolean' | 'dateTime' | 'reference' | 'complex'
  multiValued: boolean
  description: string
  required: boolean
  caseExact: boolean
  mutability: 'readWrite' | 'readOnly' | 'immutable'
  returned: 'default' | 'always'
  uniqueness: 'none' | 'server'
  canonicalValues?: string[]
  referenceTypes?: string[]
  subAttributes?: Attribute[]
}

export interface Schema {
  id: string
  name: string
  description: string
  attributes: Attribute[]
}

/** A type of resource: its own schema, and those that extend it. */
export interface Kind {
  type: 'User' | 'Group'
  endpoint: '/Users' | '/Groups'
  core: Schema
  extensions: Schema[]
}

/** The attribute of a name; names are compared without case. */
export function named(attributes: Attribute[] = [], name: string): Attribute | undefined {
  const wanted = name.toLowerCase()
  return attributes.find((attribute) => attribute.name.toLowerCase() === wanted)
}

/** What an object has under a name, compared without case. */
export function valueAt(object: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(object, name)) return object[name]
  const wanted = name.toLowerCase()
  const key = Object.keys(object).find((it) => it.toLowerCase() === wanted)
  return key === undefined ? undefined : object[key]
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The values of an attribute, whether there are none, one or several. */
export function listed(value: Json | undefined): Json[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}
