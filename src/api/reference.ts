import * as z from 'zod'
import { type Method, pathOf } from './method.ts'
import { SCOPES } from './scopes.ts'

/** The JSON Schema of an argument or a field, as far as the page tells of it. */
interface Schema {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  items?: Schema
  anyOf?: Schema[]
  $ref?: string
  properties?: Record<string, Schema>
  required?: string[]
  default?: unknown
  description?: string
}

/** The reference of the Web API in Markdown, made of the definitions of the methods. */
export function reference(methods: Method[]): string {
  const shapes: Record<string, Schema> = {}
  const chapters = methods.map((method) => chapter(method, shapes))
  return `${[
    HEAD,
    `## Scope\n\nWhat a token may do.\n\n${table(
      ['Scope', 'Allows to'],
      Object.entries(SCOPES).map(([scope, words]) => [code(scope), words]),
    )}`,
    '## Methods',
    methods.map(({ name, summary }) => `- [${name}](#${anchor(name)}): ${summary}`).join('\n'),
    ...chapters,
    '## Shapes',
    ...Object.entries(shapes)
      .filter(([, { properties }]) => properties)
      .sort(([a], [b]) => a.localeCompare(b, 'en'))
      .map(([name, shape]) => `### ${name}\n\n${fields(shape)}`),
  ].join('\n\n')}\n`
}

const HEAD = `# Web API

This page is made of the definitions of the methods; \`/openapi.json\` says the same to machines.

A method is called at \`/NAME\`, by the verb given; those called by GET may be called by POST too. Arguments come in the query,
as a form or as JSON; of an argument that comes twice JSON wins, and unknown ones are ignored. Lists are written with commas
in a query or a form. Send the token as \`Authorization: Bearer TOKEN\`.

An answer is a JSON object with \`"ok": true\`. A refusal has \`"ok": false\`, a code in \`error\`, and in \`message\` what to do:
\`not_authed\` and \`invalid_auth\` (401), \`not_authorized\` (403), \`not_found\` and its like (404), \`verb_not_allowed\` (405),
\`conflict\` (409), \`invalid_arguments\` with the arguments in \`error_details.issues\` (422), and \`rate_limited\` (429) with
\`Retry-After\` in seconds: there may be 1,000 requests a minute for the tokens of the organization together, and for each person.

\`\`\`sh
curl -sS -G http://127.0.0.1:4000/users.list -H 'Authorization: Bearer TOKEN' --data-urlencode page_size=50
\`\`\``

function chapter(method: Method, shapes: Record<string, Schema>): string {
  const { name, aliases, verb, scope, summary, description, args, result } = method
  const asked = schemaOf(args, shapes)
  return [
    `### ${name}`,
    [summary, description].filter(Boolean).join(' '),
    [
      `\`${verb} ${pathOf(method)}\``,
      scope ? `scope ${code(scope)}` : 'any token',
      ...(aliases ? [`also ${aliases.map(code).join(', ')}`] : []),
    ].join(' · '),
    asked.properties && Object.keys(asked.properties).length > 0
      ? `Arguments:\n\n${fields(asked)}`
      : 'No arguments.',
    `Answer:\n\n${fields(schemaOf(result, shapes)) || 'Nothing more.'}`,
  ].join('\n\n')
}

function fields({ properties = {}, required = [] }: Schema): string {
  const rows = Object.entries(properties).map(([name, schema]) => [
    code(name),
    typeOf(schema) + (required.includes(name) || schema.default !== undefined ? '' : ', optional'),
    [schema.description, defaultOf(schema)].filter(Boolean).join(' '),
  ])
  return rows.length === 0 ? '' : table(['Name', 'Type', ''], rows)
}

function defaultOf({ default: value }: Schema): string {
  return value === undefined || typeof value === 'object' ? '' : `Default: ${code(String(value))}.`
}

/** A type in words: `text`, `list of User`, `day or null`. */
function typeOf(schema: Schema): string {
  const { type, format, items, anyOf, $ref, properties } = schema
  if ($ref) return `[${nameOf($ref)}](#${anchor(nameOf($ref))})`
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(' or ')
  if (schema.enum) return schema.enum.map((value) => code(String(value))).join(' or ')
  if (schema.const !== undefined) return code(String(schema.const))
  if (Array.isArray(type)) return type.map((each) => typeOf({ ...schema, type: each })).join(' or ')
  if (type === 'array') return `list of ${items ? typeOf(items) : 'anything'}`
  if (properties) return `{ ${Object.keys(properties).map(code).join(', ')} }`
  return TYPES[format ?? ''] ?? TYPES[type ?? ''] ?? type ?? 'anything'
}

const TYPES: Record<string, string> = {
  date: 'day',
  'date-time': 'instant',
  string: 'text',
  integer: 'whole number',
  boolean: 'true or false',
}

/** The wire side of a shape; shapes with a name of their own are put among `shapes`. */
function schemaOf(shape: z.ZodObject, shapes: Record<string, Schema>): Schema {
  const { $defs, ...schema } = z.toJSONSchema(shape, { io: 'input' })
  Object.assign(shapes, $defs)
  return schema as Schema
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const nameOf = (ref: string) => ref.replace('#/$defs/', '')
const anchor = (name: string) => name.toLowerCase().replaceAll('.', '')
const code = (text: string) => `\`${text}\``
