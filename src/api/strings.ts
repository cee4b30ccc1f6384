import * as z from 'zod'

/** What strings are read by: the JSON Schema of one argument. */
interface Property {
  type?: string | string[]
  items?: Property
  anyOf?: Property[]
}

/**
 * Gives the strings of a query, a form or a command line the types that the schema asks for: numbers, booleans, lists with
 * commas, JSON for objects, and null for an empty text where null is allowed. A string that does not read as its type is left
 * alone, for the schema to refuse; so is one that the schema does not know.
 */
export function fromStrings(
  schema: z.ZodObject,
  strings: Record<string, string>,
): Record<string, unknown> {
  const properties = propertiesOf(schema)
  const typed = Object.entries(strings).map(([name, text]) => [name, read(properties[name], text)])
  return Object.fromEntries(typed)
}

const known = new WeakMap<z.ZodObject, Record<string, Property>>()

/** Made once a schema: to make it takes longer than to answer. Without names of shapes, so that all stands in one place. */
function propertiesOf(schema: z.ZodObject): Record<string, Property> {
  const made = known.get(schema) ?? {
    ...z.toJSONSchema(schema, { io: 'input', metadata: z.registry<object>() }).properties,
  }
  known.set(schema, made as Record<string, Property>)
  return made as Record<string, Property>
}

function read(property: Property = {}, text: string): unknown {
  const forms = formsOf(property)
  if (text === '' && forms.some(({ type }) => type === 'null')) return null
  const { type, items } = forms.find(({ type }) => type !== 'null') ?? {}
  if (type === 'array') return readArray(items, text)
  if (type === 'object') return readJson(text)
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  if (type === 'integer' || type === 'number')
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
  return text
}

/** Something that may be null is told in one of two ways: by several types, or by several forms. */
function formsOf(property: Property): Property[] {
  if (property.anyOf) return property.anyOf
  return [property.type ?? []].flat().map((type) => ({ ...property, type }))
}

function readArray(items: Property | undefined, text: string): unknown {
  if (text.startsWith('[')) return readJson(text)
  return text === '' ? [] : text.split(',').map((part) => read(items, part.trim()))
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
