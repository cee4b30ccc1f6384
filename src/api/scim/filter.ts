import { refusal } from './refusal.ts'

/** What a filter speaks of: `emails.value` is `{name: 'emails', sub: 'value'}`; a schema where its URN stands before. */
export interface Reference {
  schema?: string
  name: string
  sub?: string
}

const COMPARISONS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const
export type Comparison = (typeof COMPARISONS)[number]

/**
 * A filter (RFC 7644, 3.4.2.2). Values are text, booleans or null: a number is compared as the text that it was. `some` is
 * `emails[…]`: that one and the same element meets the filter.
 */
export type Filter =
  | { op: 'and' | 'or'; all: Filter[] }
  | { op: 'not'; filter: Filter }
  | { op: 'some'; of: Reference; filter: Filter }
  | { op: 'pr'; of: Reference }
  | { op: Comparison; of: Reference; value: string | boolean | null }

/** The longest that a filter may be, in characters, and the deepest. */
const LONGEST = 10_000
const DEEPEST = 30

/**
 * Reads a filter, also as clients write it: operators and booleans in any case of letters, values without quotation marks,
 * `emails[type eq "work"].value eq "x"`. Throws `invalidFilter`.
 */
export function parseFilter(filter: string): Filter {
  const tokens = tokensOf(filter)
  const parsed = either({ tokens, at: 0, depth: 0 })
  if (parsed.rest.at < tokens.length) throw unclear(tokens[parsed.rest.at])
  return parsed.filter
}

const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|([()[\]])|([^\s()[\]"]+))/y

function tokensOf(filter: string): string[] {
  if (filter.length > LONGEST) throw refusal('invalidFilter', 'The filter is too long.')
  const tokens: string[] = []
  const end = filter.trimEnd().length
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(filter)?.[0].trim()
    if (token === undefined) throw unclear(filter.slice(at, at + 20))
    tokens.push(token)
  }
  return tokens
}

/** Where the reading stands. */
interface Place {
  tokens: string[]
  at: number
  depth: number
}

interface Read {
  filter: Filter
  rest: Place
}

const is = ({ tokens, at }: Place, word: string) => tokens[at]?.toLowerCase() === word
const skip = (place: Place, n = 1): Place => ({ ...place, at: place.at + n })

function either(place: Place): Read {
  return joined('or', place, both)
}

function both(place: Place): Read {
  return joined('and', place, single)
}

function joined(op: 'and' | 'or', place: Place, part: (place: Place) => Read): Read {
  const first = part(place)
  const all = [first.filter]
  let { rest } = first
  while (is(rest, op)) {
    const next = part(skip(rest))
    all.push(next.filter)
    rest = next.rest
  }
  return { filter: all.length === 1 ? first.filter : { op, all }, rest }
}

function single(place: Place): Read {
  if (is(place, 'not')) {
    const { filter, rest } = single(skip(place))
    return { filter: { op: 'not', filter }, rest }
  }
  return is(place, '(') ? enclosed(place, ')') : assertion(place)
}

/** What stands between this bracket and its end. */
function enclosed(place: Place, end: ')' | ']'): Read {
  const depth = place.depth + 1
  if (depth > DEEPEST) throw refusal('invalidFilter', 'The filter is too deep.')
  const { filter, rest } = either({ ...skip(place), depth })
  if (!is(rest, end)) throw unclear(rest.tokens[rest.at])
  return { filter, rest: { ...skip(rest), depth: place.depth } }
}

function assertion(place: Place): Read {
  const of = referenceOf(place.tokens[place.at])
  const after = skip(place)
  return is(after, '[') ? grouped(of, after) : compared(of, after)
}

/** `emails[type eq "work"]`, also with `.value eq "x"` behind it, which is about the same element. */
function grouped(of: Reference, place: Place): Read {
  const { filter, rest } = enclosed(place, ']')
  const sub = /^\.([\w$-]+)$/.exec(rest.tokens[rest.at] ?? '')?.[1]
  if (sub === undefined) return { filter: { op: 'some', of, filter }, rest }
  const behind = compared({ name: sub }, skip(rest))
  return {
    filter: { op: 'some', of, filter: { op: 'and', all: [filter, behind.filter] } },
    rest: behind.rest,
  }
}

function compared(of: Reference, place: Place): Read {
  const word = place.tokens[place.at]?.toLowerCase()
  if (word === 'pr') return { filter: { op: 'pr', of }, rest: skip(place) }
  const op = COMPARISONS.find((it) => it === word)
  const token = place.tokens[place.at + 1]
  if (op === undefined || token === undefined || /^[()[\]]$/.test(token)) throw unclear(word)
  return { filter: { op, of, value: literalOf(token) }, rest: skip(place, 2) }
}

const REFERENCE = /^(?:(urn:.+):)?([A-Za-z$][\w$-]*)(?:\.([A-Za-z$][\w$-]*))?$/i

function referenceOf(token: string | undefined): Reference {
  const [, schema, name, sub] = REFERENCE.exec(token ?? '') ?? []
  if (name === undefined) throw unclear(token)
  return { ...(schema && { schema }), name, ...(sub && { sub }) }
}

const WORDS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
])

function literalOf(token: string): string | boolean | null {
  const word = WORDS.get(token.toLowerCase())
  if (word !== undefined) return word
  const text = token.startsWith('"') ? unquoted(token) : token
  if (text.includes('\0')) throw unclear(undefined) // which the database takes for no text
  return text
}

function unquoted(token: string): string {
  try {
    return JSON.parse(token) as string
  } catch {
    throw unclear(token)
  }
}

function unclear(token: string | undefined) {
  const where = token === undefined ? 'its end' : `"${token}"`
  return refusal('invalidFilter', `The filter cannot be read at ${where}.`)
}
