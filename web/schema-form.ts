/** One field of a form, read from the JSON Schema of a kind of source. */
export interface Field {
  name: string
  label: string
  words: string
  type: 'text' | 'day' | 'flag' | 'list' | 'long'
  needed: boolean
  /** What it is when nothing is said. */
  usual: unknown
}

interface Property {
  type?: string
  format?: string
  description?: string
  default?: unknown
}

interface ObjectSchema {
  properties?: Record<string, Property>
  required?: string[]
}

/** What a person has filled in, by the name of the field; lists as text with commas. */
export type Filled = Record<string, string | boolean>

/** The forms in which something may be said: one, or several to choose from. */
export function formsOf(schema: Record<string, unknown>): Field[][] {
  const { anyOf } = schema as { anyOf?: ObjectSchema[] }
  return (anyOf ?? [schema as ObjectSchema]).map(fieldsOf)
}

function fieldsOf({ properties = {}, required = [] }: ObjectSchema): Field[] {
  return Object.entries(properties).map(([name, property]) => ({
    name,
    label: labelOf(name),
    words: property.description ?? '',
    type: typeOf(name, property),
    needed: required.includes(name),
    usual: property.default,
  }))
}

function typeOf(name: string, { type, format }: Property): Field['type'] {
  if (type === 'boolean') return 'flag'
  if (type === 'array') return 'list'
  if (format === 'date') return 'day'
  return name.endsWith('_key') ? 'long' : 'text'
}

/** What stands in the fields at first: what is so already, or what is usual. */
export function filledFrom(fields: Field[], values: Record<string, unknown> = {}): Filled {
  return Object.fromEntries(
    fields.map(({ name, type, usual }) => {
      const value = values[name] ?? usual
      if (type === 'flag') return [name, value === true]
      return [name, Array.isArray(value) ? value.join(', ') : String(value ?? '')]
    }),
  )
}

/** What the fields say, as the method takes it; an empty field says nothing. */
export function valuesOf(fields: Field[], filled: Filled): Record<string, unknown> {
  const said: Record<string, unknown> = {}
  for (const { name, type } of fields) {
    const value = filled[name]
    const text = typeof value === 'string' ? value.trim() : ''
    if (typeof value === 'boolean') said[name] = value
    else if (text !== '') said[name] = type === 'list' ? itemsOf(text) : text
  }
  return said
}

function itemsOf(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** Abbreviations and the like, which are not written as their fields are. */
const LABELS: Record<string, string> = {
  url: 'Address',
  app_id: 'App number',
  installation_id: 'Installation number',
  usage_from: 'Days of use from',
  since: 'From',
}

function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ')
  return LABELS[name] ?? words.charAt(0).toUpperCase() + words.slice(1)
}
