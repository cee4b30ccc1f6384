import { argumentOf, type Field, type Query } from './graphql.ts'

/** An error as a GraphQL server tells it. */
export interface GraphqlError {
  type?: string
  message: string
  path?: (string | number)[]
  extensions?: Record<string, unknown>
}

/**
 * Thrown by what gives the value of a field: the error stands beside the data, and what holds the field is null, since the
 * fields that may be refused are all declared as never null.
 */
export class Refused extends Error {
  readonly error: GraphqlError
  constructor(error: GraphqlError) {
    super(error.message)
    this.error = error
  }
}

/** Arguments of a field, with variables put in. */
export type Args = Record<string, unknown>

/** The answer to a query from a tree of values; a field that the tree does not have is an error of the query. */
export function execute(query: Query, variables: Args, root: object) {
  const missing = missingVariable(query, variables)
  if (missing) return { data: undefined, errors: [missing] }
  const errors: GraphqlError[] = []
  const run = { variables, errors }
  try {
    return { data: select(root, query.fields, run, []), errors }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { data: isOfQuery(error) ? undefined : null, errors: [...errors, error.error] }
  }
}

interface Run {
  variables: Args
  errors: GraphqlError[]
}

/** An error of the query itself, for which there is no data at all. */
const isOfQuery = ({ error }: Refused): boolean => error.extensions?.code === 'undefinedField'

function missingVariable({ variables }: Query, given: Args): GraphqlError | undefined {
  for (const [name, type] of variables) {
    const value = given[name]
    if (value === undefined || value === null) {
      if (type.endsWith('!'))
        return { message: `Variable $${name} of type ${type} was provided invalid value` }
    } else if (!TYPES[type.replace('!', '')]?.(value))
      return { message: `Variable $${name} of type ${type} was provided invalid value` }
  }
  return undefined
}

const isText = (value: unknown) => typeof value === 'string'
const TYPES: Record<string, (value: unknown) => boolean> = {
  Int: Number.isInteger,
  Boolean: (value) => typeof value === 'boolean',
  String: isText,
  ID: isText,
  Time: (value) => isText(value) && !Number.isNaN(Date.parse(String(value))),
}

/** Lists hold null for what is refused in them. */
function select(value: unknown, fields: Field[], run: Run, path: (string | number)[]): unknown {
  if (value === null || value === undefined) return null
  if (Array.isArray(value))
    return value.map((each, i) => selectNode(each, fields, run, [...path, i]))
  if (fields.length === 0 || typeof value !== 'object') return value
  const type = '__typename' in value ? value.__typename : undefined
  const answer: Record<string, unknown> = {}
  for (const field of fields) {
    if (field.on !== undefined && type !== field.on) continue
    if (field.include !== undefined && run.variables[field.include] !== true) continue
    answer[field.as] = resolve(value as Record<string, unknown>, field, run, path)
  }
  return answer
}

function selectNode(value: unknown, fields: Field[], run: Run, path: (string | number)[]): unknown {
  try {
    return select(value, fields, run, path)
  } catch (error) {
    if (!(error instanceof Refused) || isOfQuery(error)) throw error
    run.errors.push(error.error)
    return null
  }
}

function resolve(
  parent: Record<string, unknown>,
  field: Field,
  run: Run,
  path: (string | number)[],
): unknown {
  const here = [...path, field.as]
  if (!(field.name in parent))
    throw new Refused({
      message: `Field '${field.name}' doesn't exist on this type`,
      path: here,
      extensions: { code: 'undefinedField', fieldName: field.name },
    })
  const args = Object.fromEntries(
    Object.entries(field.args).map(([name, value]) => [name, argumentOf(value, run.variables)]),
  )
  try {
    const given = parent[field.name]
    return select(typeof given === 'function' ? given(args) : given, field.fields, run, here)
  } catch (error) {
    if (!(error instanceof Refused) || isOfQuery(error)) throw error
    if (error.error.path) {
      run.errors.push(error.error)
      return null
    }
    throw new Refused({ ...error.error, path: here })
  }
}
