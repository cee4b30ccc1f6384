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
  const readers = readersOf(schema)
  const typed = Object.entries(strings).map(([name, text]) => {
    const read = readers.get(name)
    return [name, read ? read(text) : text]
  })
  return Object.fromEntries(typed)
}

type Reader = (text: string) => unknown

const known = new WeakMap<z.ZodObject, Map<string, Reader>>()

/**
 * The readers of the arguments by name, made once a schema: to make them takes longer than to answer. The JSON Schema is
 * asked for without the names of shapes, so that all stands in one place.
 */
function readersOf(schema: z.ZodObject): Map<string, Reader> {
  const made = known.get(schema)
  if (made) return made
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', metadata: z.registry() })
  const readers = new Map(
    Object.entries(properties).map(([name, property]) => [name, readerOf(property as Property)]),
  )
  known.set(schema, readers)
  return readers
}

function readerOf(property: Property): Reader {
  const forms = formsOf(property)
  const form = forms.find(({ type }) => type !== 'null') ?? {}
  if (!forms.some(({ type }) => type === 'null')) return (text) => read(form, text)
  return (text) => (text === '' ? null : read(form, text))
}

/** Something that may be null is told in one of two ways: by several types, or by several forms. */
function formsOf(property: Property): Property[] {
  if (property.anyOf) return property.anyOf
  return [property.type ?? []].flat().map((type) => ({ ...property, type }))
}

function read({ type, items }: Property, text: string): unknown {
  if (type === 'array') return readArray(items, text)
  if (type === 'object') return readJson(text)
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  if (type === 'integer' || type === 'number')
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
  return text
}

function readArray(items: Property = {}, text: string): unknown {
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
