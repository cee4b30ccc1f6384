import type { GraphqlError } from '../graphql/execute.ts'
import { argumentOf, type Field, type Query } from '../graphql/graphql.ts'

/** What a query asks for: nodes at most, and points of the rate limit. */
export interface Weight {
  nodes: number
  cost: number
  errors: GraphqlError[]
}

/**
 * The weight of a query by the published rules: every list says `first` or `last`, of 1 to 100; a list in a list multiplies;
 * not more than 500,000 nodes; a point for each hundred lists, at least one.
 */
export function weigh(query: Query, variables: Record<string, unknown>): Weight {
  const lists = listsOf(query.fields, 1, variables)
  const calls = lists.reduce((sum, { times }) => sum + times, 0)
  const nodes = lists.reduce((sum, { times, size }) => sum + times * (Number(size) || 0), 0)
  const errors = lists.flatMap(({ name, size }) => faultOf(name, size) ?? [])
  if (nodes > 500_000)
    errors.push({
      type: 'MAX_NODE_LIMIT_EXCEEDED',
      message: `This query requests up to ${nodes} possible nodes which exceeds the maximum limit of 500,000.`,
    })
  return { nodes, cost: Math.max(1, Math.round(calls / 100)), errors }
}

interface List {
  name: string
  size: unknown
  times: number
}

/** The lists of a query, each with how often it is read. */
function listsOf(fields: Field[], times: number, variables: Record<string, unknown>): List[] {
  return fields
    .filter(({ include }) => include === undefined || variables[include] === true)
    .flatMap((field) => {
      if (!isList(field)) return listsOf(field.fields, times, variables)
      const size = argumentOf(field.args.first ?? field.args.last, variables)
      const inside = listsOf(field.fields, times * (Number(size) || 0), variables)
      return [{ name: field.name, size, times }, ...inside]
    })
}

const isList = ({ fields }: Field) =>
  fields.some(({ name }) => name === 'nodes' || name === 'edges' || name === 'totalCount')

function faultOf(name: string, size: unknown): GraphqlError | undefined {
  if (typeof size !== 'number')
    return {
      type: 'MISSING_PAGINATION_BOUNDARIES',
      message: `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    }
  if (size < 1 || size > 100)
    return {
      type: 'EXCESSIVE_PAGINATION',
      message: `Requesting ${size} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`,
    }
  return undefined
}
