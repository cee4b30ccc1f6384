import { alter } from './alter.ts'
import { isObject, type Json, type JsonObject, type Kind } from './attribute.ts'
import type { Operation } from './operations.ts'
import { type Path, parsePath, pathOfKey } from './path.ts'
import { refusal } from './refusal.ts'

/** A resource as the body of a POST or a PUT states it, by the names that its schemas have. */
export function resourceOf(kind: Kind, body: JsonObject): JsonObject {
  return patch(kind, {}, [{ op: 'replace', value: body }])
}

/** A resource after these operations, one after the other; the one given stays as it is. */
export function patch(kind: Kind, resource: JsonObject, operations: Operation[]): JsonObject {
  return operations.reduce((now, operation) => apply(kind, now, operation), resource)
}

function apply(kind: Kind, resource: JsonObject, { op, path: text, value }: Operation): JsonObject {
  if (text === undefined) return putAll(kind, resource, op, value)
  const path = parsePath(kind, text)
  if (isGiven(path)) throw refusal('mutability', `${path.name} is not changed by a client.`)
  return put(kind, resource, path, op, value)
}

/** An operation without a path names what it changes in its value; what only the server sets is passed over there. */
function putAll(kind: Kind, resource: JsonObject, op: Operation['op'], value: Json | undefined) {
  if (!isObject(value))
    throw refusal('invalidValue', 'Without a path, the value of an operation is an object.')
  return Object.entries(value).reduce((now, [key, part]) => {
    const path = pathOfKey(kind, key, part)
    return isGiven(path) ? now : put(kind, now, path, op, part)
  }, resource)
}

/** What the server gives to a resource. */
const GIVEN = new Set(['id', 'meta', 'schemas'])

function isGiven({ extension, name, attribute }: Path): boolean {
  if (attribute) return attribute.mutability === 'readOnly'
  return extension === undefined && GIVEN.has(name.toLowerCase())
}

function put(
  kind: Kind,
  resource: JsonObject,
  path: Path,
  op: Operation['op'],
  value: Json | undefined,
): JsonObject {
  const { extension, name } = path
  if (extension === undefined && name.toLowerCase() === 'password') return resource // kept nowhere
  if (extension === undefined)
    return withPart(resource, name, alter(path, op, resource[name], value))
  if (name === '') return putExtension(kind, resource, extension, op, value)
  const held = resource[extension]
  const within = isObject(held) ? held : {}
  const next = withPart(within, name, alter(path, op, within[name], value))
  return withPart(resource, extension, Object.keys(next).length > 0 ? next : undefined)
}

function putExtension(
  kind: Kind,
  resource: JsonObject,
  extension: string,
  op: Operation['op'],
  value: Json | undefined,
): JsonObject {
  if (op === 'remove' || value === null || value === '')
    return withPart(resource, extension, undefined)
  if (!isObject(value)) throw refusal('invalidValue', 'The value of an extension is an object.')
  return Object.entries(value).reduce((now, [key, part]) => {
    const { name, ...rest } = pathOfKey(kind, `${extension}:${key}`, part)
    const path = name === '' ? { extension, name: key } : { ...rest, name, extension }
    return put(kind, now, path, op, part)
  }, resource)
}

function withPart(object: JsonObject, name: string, value: Json | undefined): JsonObject {
  if (value !== undefined) return { ...object, [name]: value }
  const { [name]: _, ...others } = object
  return others
}
