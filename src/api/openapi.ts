import * as z from 'zod'
import { type Method, pathOf } from './method.ts'
import { SCOPES } from './scopes.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of the methods; made of their definitions, so never out of date. */
export function openapi(methods: Method[]): Json {
  const schemas: Json = { Failure: schemaOf(Failure, {}) }
  const paths = Object.fromEntries(methods.map((m) => [pathOf(m), pathItem(m, schemas)]))
  const document = {
    openapi: '3.1.0',
    info: { title: 'Facet Web API', version: '1' },
    paths,
    components: { schemas, securitySchemes: { token: TOKEN } },
  }
  return JSON.parse(JSON.stringify(document).replaceAll('#/$defs/', '#/components/schemas/'))
}

const Failure = z.object({
  ok: z.literal(false),
  error: z.string().describe('What went wrong, as a code.'),
  error_details: z.looseObject({
    message: z.string(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
  message: z.string().describe('What went wrong, and what to do, in words.'),
})

const TOKEN = {
  type: 'http',
  scheme: 'bearer',
  description: `Scopes: ${Object.entries(SCOPES)
    .map(([scope, words]) => `\`${scope}\` ${words}`)
    .join(' ')}`,
}

function pathItem(method: Method, schemas: Json): Json {
  const { name, verb, scope, summary, description, result } = method
  const ok = z.object({ ok: z.literal(true) }).extend(result.shape)
  const operation = {
    operationId: name,
    summary,
    ...(description && { description }),
    tags: [name.split('.')[0]],
    security: [{ token: scope ? [scope] : [] }],
    ...asked(method, schemas),
    responses: {
      200: { description: 'Done.', content: json(schemaOf(ok, schemas)) },
      default: { description: 'Refused.', content: json({ $ref: '#/components/schemas/Failure' }) },
    },
  }
  return { [verb.toLowerCase()]: operation }
}

/** How the arguments are sent: in the query of a GET, in the body of a POST. */
function asked({ verb, args, file }: Method, schemas: Json): Json {
  const schema = schemaOf(args, schemas) as { properties?: Json; required?: string[] }
  if (verb === 'POST') return { requestBody: { content: bodies(schema, file === true) } }
  const parameters = Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: property,
    style: 'form',
    explode: false,
  }))
  return { parameters }
}

function bodies(schema: Json & { properties?: Json }, file: boolean): Json {
  const all = { ...json(schema), 'application/x-www-form-urlencoded': { schema } }
  if (!file) return all
  const bytes = { type: 'string', format: 'binary' }
  const form = { ...schema, properties: { ...schema.properties, file: bytes } }
  return {
    ...all,
    'multipart/form-data': { schema: form },
    'application/octet-stream': { schema: bytes },
  }
}

/** The wire side of a shape; shapes with a name of their own are put among `schemas`. */
function schemaOf(shape: z.ZodObject, schemas: Json): Json {
  const { $schema, $defs, ...schema } = z.toJSONSchema(shape, { io: 'input' })
  Object.assign(schemas, $defs)
  return schema
}

const json = (schema: unknown) => ({ 'application/json': { schema } })
