/*
 * As much of GraphQL as queries of connectors use: variables, arguments, fragments, `@include`. An answer holds what was asked
 * for and nothing else, so a field that a query forgets is missing in a test too.
 */

/** One field of a query, with what is asked of it. */
export interface Field {
  name: string
  /** Its name in the answer. */
  as: string
  args: Record<string, Value>
  /** Only on objects of this type. */
  on?: string | undefined
  /** The variable that must be true. */
  include?: string | undefined
  fields: Field[]
}

type Value = { variable: string } | { is: unknown }

/** A query: its name, its variables with their types, and its fields with all fragments put in. */
export interface Query {
  name: string
  variables: Map<string, string>
  fields: Field[]
}

/** What stands between the braces of a fragment. */
type Fragments = Map<string, { on: string; fields: Field[] }>

const TOKEN = /\.\.\.|[{}()[\]:!$@=]|"[^"]*"|-?\d+|[A-Za-z_]\w*/g

/** Reads the text of a query; throws where it is none. */
export function parseQuery(text: string): Query {
  const tokens = [...text.replace(/#.*/g, '').matchAll(TOKEN)].map(([token]) => token)
  const reader = { tokens, at: 0 }
  const fragments: Fragments = new Map()
  let query: Query | undefined
  while (reader.at < tokens.length) {
    const word = take(reader)
    if (word === 'query') {
      const name = take(reader)
      query = { name, variables: readVariables(reader), fields: readFields(reader) }
    } else if (word === 'fragment') {
      const name = take(reader)
      take(reader, 'on')
      fragments.set(name, { on: take(reader), fields: readFields(reader) })
    } else throw new Error(`Parse error on "${word}"`)
  }
  if (!query) throw new Error('No query document supplied')
  return { ...query, fields: spread(query.fields, fragments) }
}

interface Reader {
  tokens: string[]
  at: number
}

function take(reader: Reader, expected?: string): string {
  const token = reader.tokens[reader.at++]
  if (token === undefined || (expected !== undefined && token !== expected))
    throw new Error(`Parse error on "${token ?? 'the end'}", expected ${expected ?? 'more'}`)
  return token
}

const isNext = (reader: Reader, token: string) => reader.tokens[reader.at] === token

function readVariables(reader: Reader): Map<string, string> {
  const variables = new Map<string, string>()
  if (!isNext(reader, '(')) return variables
  take(reader)
  while (!isNext(reader, ')')) {
    take(reader, '$')
    const name = take(reader)
    take(reader, ':')
    let type = ''
    while (!isNext(reader, '$') && !isNext(reader, ')')) type += take(reader)
    variables.set(name, type)
  }
  take(reader, ')')
  return variables
}

function readFields(reader: Reader): Field[] {
  const fields: Field[] = []
  take(reader, '{')
  while (!isNext(reader, '}')) {
    if (!isNext(reader, '...')) fields.push(readField(reader))
    else {
      take(reader)
      const word = take(reader)
      if (word !== 'on') fields.push({ name: `...${word}`, as: word, args: {}, fields: [] })
      else {
        const on = take(reader)
        fields.push(...readFields(reader).map((field) => ({ ...field, on })))
      }
    }
  }
  take(reader, '}')
  return fields
}

function readField(reader: Reader): Field {
  const as = take(reader)
  const name = isNext(reader, ':') ? readAliased(reader) : as
  const args = isNext(reader, '(') ? readObject(reader, '(', ')') : {}
  const include = isNext(reader, '@') ? readInclude(reader) : undefined
  return { name, as, args, include, fields: isNext(reader, '{') ? readFields(reader) : [] }
}

function readAliased(reader: Reader): string {
  take(reader, ':')
  return take(reader)
}

function readInclude(reader: Reader): string {
  for (const token of ['@', 'include', '(', 'if', ':', '$']) take(reader, token)
  const variable = take(reader)
  take(reader, ')')
  return variable
}

function readObject(reader: Reader, open: string, close: string): Record<string, Value> {
  const entries: Record<string, Value> = {}
  take(reader, open)
  while (!isNext(reader, close)) {
    const name = take(reader)
    take(reader, ':')
    entries[name] = readValue(reader)
  }
  take(reader, close)
  return entries
}

function readValue(reader: Reader): Value {
  if (isNext(reader, '{')) return { is: readObject(reader, '{', '}') }
  const token = take(reader)
  if (token === '$') return { variable: take(reader) }
  if (token !== '[') return { is: literal(token) }
  const list: unknown[] = []
  while (!isNext(reader, ']')) list.push(literal(take(reader)))
  take(reader, ']')
  return { is: list }
}

const literal = (token: string): unknown =>
  token.startsWith('"') || /^-?\d/.test(token) || token === 'true' || token === 'false'
    ? JSON.parse(token)
    : token

function spread(fields: Field[], fragments: Fragments): Field[] {
  return fields.flatMap((field) => {
    if (!field.name.startsWith('...'))
      return [{ ...field, fields: spread(field.fields, fragments) }]
    const fragment = fragments.get(field.name.slice(3))
    if (!fragment) throw new Error(`Fragment ${field.name.slice(3)} was used, but not defined`)
    return spread(fragment.fields, fragments)
  })
}

/** The value of an argument. */
export const argumentOf = (value: Value | undefined, variables: Record<string, unknown>): unknown =>
  value && ('variable' in value ? variables[value.variable] : value.is)
