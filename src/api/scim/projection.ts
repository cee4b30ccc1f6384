import { isObject, type Json, type JsonObject, type Kind, listed, valueAt } from './attribute.ts'
import { splitSchema } from './path.ts'

/** Which attributes an answer shall have: those that are named, or all but those. */
export interface Projection {
  attributes?: string[]
  excluded?: string[]
}

/** The projection that a request asks for, with commas or as a list; `attributes` counts before `excludedAttributes`. */
export function projectionOf(attributes: Json | undefined, excluded: Json | undefined): Projection {
  const [wanted, unwanted] = [namesOf(attributes), namesOf(excluded)]
  if (wanted.length > 0) return { attributes: wanted }
  return unwanted.length > 0 ? { excluded: unwanted } : {}
}

function namesOf(value: Json | undefined): string[] {
  return listed(value)
    .flatMap((it) => String(it).split(','))
    .map((it) => it.trim())
    .filter((it) => it !== '')
}

/** Whether an answer shall have an attribute of the resource itself. */
export function wants(kind: Kind, { attributes, excluded }: Projection, name: string): boolean {
  const isIt = (it: string) =>
    splitSchema(kind, it).rest.split('.')[0]?.toLowerCase() === name.toLowerCase()
  if (attributes) return attributes.some(isIt)
  return !excluded?.some((it) => isIt(it) && !it.includes(`${name}.`))
}

/** What is there in any case. */
const ALWAYS = ['schemas', 'id']

/** A resource with the attributes that an answer shall have. */
export function project(
  kind: Kind,
  resource: JsonObject,
  { attributes, excluded }: Projection,
): JsonObject {
  if (attributes) {
    const always = Object.fromEntries(ALWAYS.map((name) => [name, resource[name] ?? null]))
    return attributes.reduce((shown, it) => shownAlso(kind, resource, shown, it), always)
  }
  return (excluded ?? []).reduce((shown, it) => hidden(kind, shown, it), resource)
}

/** Where an attribute is: in an extension or not, and with its part or not. */
function placeOf(kind: Kind, text: string) {
  const { extension, rest } = splitSchema(kind, text)
  const [name = '', sub] = rest.split('.')
  return { extension, name, sub }
}

function shownAlso(kind: Kind, from: JsonObject, shown: JsonObject, text: string): JsonObject {
  const { extension, name, sub } = placeOf(kind, text)
  if (extension === undefined) return { ...shown, ...only(from, name, sub, shown) }
  const held = valueAt(from, extension)
  if (!isObject(held)) return shown
  if (name === '') return { ...shown, [extension]: held }
  const before = shown[extension]
  const within = isObject(before) ? before : {}
  return { ...shown, [extension]: { ...within, ...only(held, name, sub, within) } }
}

/** One attribute, or one part of it beside those that are shown already. */
function only(
  from: JsonObject,
  name: string,
  sub: string | undefined,
  shown: JsonObject,
): JsonObject {
  const key = keyOf(from, name)
  const value = key === undefined ? undefined : from[key]
  if (key === undefined || value === undefined) return {}
  if (sub === undefined) return { [key]: value }
  const before = shown[key]
  if (!Array.isArray(value)) return { [key]: partOf(value, sub, before) }
  return { [key]: value.map((it, n) => partOf(it, sub, listed(before)[n])) }
}

function partOf(value: Json, sub: string, before: Json | undefined): Json {
  if (!isObject(value)) return value
  const key = keyOf(value, sub)
  return {
    ...(isObject(before) ? before : {}),
    ...(key !== undefined && { [key]: value[key] ?? null }),
  }
}

function hidden(kind: Kind, from: JsonObject, text: string): JsonObject {
  const { extension, name, sub } = placeOf(kind, text)
  if (extension === undefined) return lacking(from, name, sub)
  const held = valueAt(from, extension)
  if (name === '' || !isObject(held)) return lacking(from, extension)
  return { ...from, [extension]: lacking(held, name, sub) }
}

function lacking(from: JsonObject, name: string, sub?: string): JsonObject {
  const key = keyOf(from, name)
  const value = key === undefined ? undefined : from[key]
  if (key === undefined || value === undefined || ALWAYS.includes(key)) return from
  if (sub !== undefined) {
    const part = (it: Json) => (isObject(it) ? lacking(it, sub) : it)
    return { ...from, [key]: Array.isArray(value) ? value.map(part) : part(value) }
  }
  const { [key]: _, ...others } = from
  return others
}

function keyOf(object: JsonObject, name: string): string | undefined {
  return Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase())
}
