import type { Json } from './json-stream.ts'

/** Where the elements of a JSON file lie, and those that its head shows as a whole. */
export interface Shape {
  path: string
  elements: Json[]
}

const ROWS = 200
const LISTS = ['$.users.*', '$.incidents.*', '$.data.repository.pullRequests.nodes.*']

/**
 * The shape of a JSON file of which `root` is the first document, as far as `text` goes: an array, an
 * object around an array, a document on every line, or documents one after another.
 */
export function shapeOf(root: Json, text: string, complete: boolean): Shape {
  const whole = (elements: Json[]) => (complete ? elements : elements.slice(0, -1))
  if (Array.isArray(root)) return { path: '$.*', elements: whole(root) }
  for (const path of LISTS) {
    const list = at(root, path.split('.').slice(1, -1))
    if (Array.isArray(list)) return { path, elements: whole(list) }
  }
  const report = at(root, ['report'])
  // Its period comes before its users and says all that is asked of it.
  if (isObject(report) && 'users' in report) return { path: '$.report', elements: [report] }
  const lines = text.split('\n', ROWS)
  const first = parsed(lines[0] ?? '')
  if (first === undefined) return { path: '$', elements: complete ? [root] : [] }
  return {
    path: 'lines',
    elements: [first, ...lines.slice(1).flatMap((line) => parsed(line) ?? [])],
  }
}

/** Whether a value is an object, and no array. */
export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function at(root: Json, keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    root,
  )
}

function parsed(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json
  } catch {
    return undefined
  }
}
