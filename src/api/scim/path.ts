import { type Attribute, isObject, type Json, type Kind, named, type Schema } from './attribute.ts'
import { type Filter, parseFilter } from './filter.ts'
import { refusal } from './refusal.ts'

/** What an operation is about. */
export interface Path {
  /** The extension in which it lies; none for the schema of the resource itself. */
  extension?: string
  /** The attribute, as its schema writes it; empty when the whole extension is meant. */
  name: string
  /** What the schema says of it; nothing of an attribute that no schema has, which is kept as it is sent. */
  attribute?: Attribute
  /** Which of several elements are meant. */
  filter?: Filter
  /** The part of it that is meant, as its schema writes it. */
  sub?: string
}

const PATH = /^([^[\]]+?)(?:\[(.*)\](?:\.([\w$-]+))?)?$/s
const NAME = /^([\w$-]+)(?:\.([\w$-]+))?$/

/** Reads the path of an operation: `name.givenName`, `emails[type eq "work"].value`, `urn:…:User:department`. Throws `invalidPath`. */
export function parsePath(kind: Kind, text: string): Path {
  const path = readPath(kind, text)
  if (!path) throw refusal('invalidPath', `"${text}" is no path of an attribute.`)
  return path
}

/** The same for a name in a body; what is no path is a name that is kept as it is sent. */
export function pathOfKey(kind: Kind, key: string, value: Json): Path {
  const unknownSchema = /^urn:/i.test(key) && isObject(value) && !schemaOf(kind, key)
  if (unknownSchema) return { extension: key, name: '' }
  return readPath(kind, key) ?? { name: key }
}

function readPath(kind: Kind, text: string): Path | undefined {
  const [, attribute = '', filter, afterFilter] = PATH.exec(text.trim()) ?? []
  const { schema, extension, rest } = splitSchema(kind, attribute)
  if (rest === '') return extension === undefined ? undefined : { extension, name: '' }
  const [, name, sub = afterFilter] = NAME.exec(rest) ?? []
  if (name === undefined) return undefined
  const found = named(schema?.attributes, name)
  return {
    ...(extension !== undefined && { extension }),
    name: found?.name ?? name,
    ...(found && { attribute: found }),
    ...(filter !== undefined && { filter: parseFilter(filter) }),
    ...(sub !== undefined && { sub: named(found?.subAttributes, sub)?.name ?? sub }),
  }
}

/** The schema that a text begins with, the extension that this is, and the text behind it. */
export function splitSchema(
  kind: Kind,
  text: string,
): { schema?: Schema; extension?: string; rest: string } {
  const schema = schemaOf(kind, text)
  if (schema) {
    const rest = text.slice(schema.id.length + 1)
    return schema === kind.core ? { schema, rest } : { schema, extension: schema.id, rest }
  }
  const [, extension, rest = ''] = /^(urn:.*):([^:]*)$/is.exec(text) ?? []
  return extension === undefined ? { schema: kind.core, rest: text } : { extension, rest }
}

function schemaOf({ core, extensions }: Kind, text: string): Schema | undefined {
  const lower = text.toLowerCase()
  return [core, ...extensions].find(({ id }) => {
    const own = id.toLowerCase()
    return lower === own || lower.startsWith(`${own}:`)
  })
}
