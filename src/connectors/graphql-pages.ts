import * as z from 'zod'

/** Where a list of GraphQL goes on. */
export const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() })

/** A list of GraphQL: what GitHub may not show, and what it failed to read, is null. */
export const pageOf = <Shape extends z.ZodType>(node: Shape) =>
  z.object({ nodes: z.array(node.nullable()), pageInfo: PageInfo })

/** The cursor of the page that follows; null when there is none. */
export const following = ({ hasNextPage, endCursor }: z.infer<typeof PageInfo>): string | null =>
  hasNextPage ? (endCursor ?? null) : null

/** The two parts of `owner/name`. */
export function namesOf(repository: string): { owner: string; name: string } {
  const [owner = '', name = ''] = repository.split('/')
  return { owner, name }
}

/** The entries that are there. */
export const present = <T>(entries: (T | null | undefined)[]): T[] =>
  entries.filter((entry) => entry !== null && entry !== undefined)
