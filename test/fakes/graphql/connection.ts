import { type Args, Refused } from './execute.ts'

/**
 * A list of GraphQL whose cursors hold the value by which it is ordered and the id, as those of GitHub and GitLab do: a page
 * goes on after that value, whatever has come or moved since.
 */
export function connection<T>(
  all: T[],
  args: Args,
  order: { by: (entry: T) => string; id: (entry: T) => string; descending?: boolean },
) {
  const sign = order.descending ? -1 : 1
  const key = (entry: T): [string, string] => [order.by(entry), order.id(entry)]
  const sorted = [...all].sort((a, b) => sign * compare(key(a), key(b)))
  const after = typeof args.after === 'string' ? decode(args.after) : undefined
  const rest = after ? sorted.filter((entry) => sign * compare(key(entry), after) > 0) : sorted
  const nodes = rest.slice(0, Number(args.first))
  const last = nodes.at(-1)
  return {
    totalCount: all.length,
    nodes,
    pageInfo: {
      hasNextPage: rest.length > nodes.length,
      endCursor: last === undefined ? null : encode(key(last)),
    },
  }
}

const compare = (a: [string, string], b: [string, string]) =>
  a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0

const encode = (key: [string, string]) =>
  Buffer.from(`cursor:v2:${JSON.stringify(key)}`).toString('base64')

function decode(cursor: string): [string, string] {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64').toString().replace('cursor:v2:', ''))
  } catch {
    throw new Refused({
      type: 'INVALID_CURSOR_ARGUMENTS',
      message: `\`${cursor}\` does not appear to be a valid cursor.`,
    })
  }
}
