import { isObject, type Json, listed } from './attribute.ts'

/** The elements with these after them; one that is there already gains what is new of it. */
export function append(held: Json | undefined, added: Json[]): Json | undefined {
  const elements = [...listed(held)]
  const places = new Map(elements.map((element, place) => [keyOf(element), place]))
  for (const element of added) {
    const place = places.get(keyOf(element))
    if (place === undefined) places.set(keyOf(element), elements.push(element) - 1)
    else elements[place] = joined(elements[place], element)
  }
  return elements.length > 0 ? elements : undefined
}

/** The elements but those that have the same `value` as one of these, or are the same. */
export function without(held: Json | undefined, removed: Json[]): Json | undefined {
  const keys = new Set(removed.map(valueKey))
  const left = listed(held).filter((element) => !keys.has(valueKey(element)))
  return left.length > 0 ? left : undefined
}

/** Lets one element at most be the primary one: what has just become it, rather than what was. */
export function onePrimary(before: Json | undefined, after: Json | undefined): Json | undefined {
  const elements = listed(after)
  const primary = elements.filter((it) => isObject(it) && it.primary === true)
  if (primary.length < 2) return after
  const old = new Set(listed(before))
  const chosen = primary.find((it) => !old.has(it)) ?? primary[0]
  return elements.map((it) =>
    isObject(it) && it.primary === true && it !== chosen ? { ...it, primary: false } : it,
  )
}

function joined(held: Json | undefined, added: Json): Json {
  return isObject(held) && isObject(added) ? { ...held, ...added } : added
}

/** What makes two elements the same: their `value` and type, or else all of them. */
function keyOf(element: Json): string {
  const type = isObject(element) ? String(element.type ?? '').toLowerCase() : ''
  return `${valueKey(element)} ${type}`
}

function valueKey(element: Json): string {
  if (!isObject(element)) return String(element).toLowerCase()
  const { value } = element
  return value === undefined ? JSON.stringify(element) : String(value).toLowerCase()
}
