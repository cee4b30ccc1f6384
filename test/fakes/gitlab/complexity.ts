import { argumentOf, type Field, type Query } from '../graphql/graphql.ts'

const FROM_REPOSITORY = new Set(['diffStats', 'commits'])

/** The complexity of a query as GitLab counts it: a point a field, two from the repository, more for long lists. */
export function complexityOf({ fields }: Query, variables: Record<string, unknown>): number {
  return Math.floor(sum(fields, variables))
}

function sum(fields: Field[], variables: Record<string, unknown>): number {
  return fields.reduce((total, field) => {
    const own = FROM_REPOSITORY.has(field.name) ? 2 : 1
    const size = Number(argumentOf(field.args.first ?? field.args.last, variables) ?? 0)
    return total + (own + sum(field.fields, variables)) * (1 + 0.01 * size)
  }, 0)
}
