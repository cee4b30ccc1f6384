import { isObject, type Json, type JsonObject, listed, valueAt } from './attribute.ts'
import { refusal } from './refusal.ts'

/** One change of a PATCH (RFC 7644, 3.5.2). */
export interface Operation {
  op: 'add' | 'replace' | 'remove'
  path?: string
  value?: Json
}

/** The most operations that one request may have. */
export const MOST_OPERATIONS = 1_000

/** The operations of a PATCH, in any case of letters. Throws `invalidSyntax`, `noTarget`. */
export function readOperations(body: JsonObject): Operation[] {
  const operations = valueAt(body, 'Operations')
  if (!Array.isArray(operations) || operations.length === 0)
    throw refusal('invalidSyntax', 'A PATCH has a list of Operations.')
  if (operations.length > MOST_OPERATIONS)
    throw refusal('invalidSyntax', `A PATCH has ${MOST_OPERATIONS} operations at most.`)
  return operations.map(operationOf)
}

const OPS = ['add', 'replace', 'remove'] as const

function operationOf(it: Json): Operation {
  const said = isObject(it) ? it : {}
  const word = valueAt(said, 'op')
  const op = OPS.find((known) => known === String(word).toLowerCase())
  if (!op) throw refusal('invalidSyntax', 'The op of an operation is add, replace or remove.')
  const path = pathOf(valueAt(said, 'path'))
  const value = valueAt(said, 'value')
  if (op === 'remove' && path === undefined)
    throw refusal('noTarget', 'A remove has a path to what it removes.')
  if (op !== 'remove' && value === undefined)
    throw refusal('invalidValue', `The operation ${op} has a value.`)
  return { op, ...(path !== undefined && { path }), ...(value !== undefined && { value }) }
}

function pathOf(path: Json | undefined): string | undefined {
  const [first] = listed(path)
  if (first === undefined || first === '') return undefined
  if (typeof first !== 'string') throw refusal('invalidPath', 'A path is text.')
  return first
}
