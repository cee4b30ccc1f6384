import * as z from 'zod'

/**
 * A walk through a list in the order of `updated_at`, from `after` on. Instead of counting pages, which shift when something
 * changes, each page begins at the time at which the last one ended. `seen` are those of that time that were told already; `page`
 * is not 1 only where a whole page has the same time.
 */
export const UpdatedWalk = z.object({
  of: z.literal('updated'),
  after: z.string(),
  page: z.number().int(),
  seen: z.array(z.number()),
})
export type UpdatedWalk = z.infer<typeof UpdatedWalk>

/** What REST is asked for the page at which a walk stands. */
export const queryOf = ({ after, page }: UpdatedWalk, size: number) => ({
  updated_after: after,
  order_by: 'updated_at',
  sort: 'asc',
  per_page: size,
  page,
})

/** The entries of a page that are new, and the page that follows; undefined after the last. */
export function walked<T extends { id: number; updated_at: string }>(
  walk: UpdatedWalk,
  entries: T[],
  size: number,
): { fresh: T[]; next: UpdatedWalk | undefined } {
  const fresh = entries.filter(({ id }) => !walk.seen.includes(id))
  const last = entries.at(-1)
  if (!last || entries.length < size) return { fresh, next: undefined }
  const isSame = Date.parse(last.updated_at) <= Date.parse(walk.after)
  const ids = entries.filter((it) => it.updated_at === last.updated_at).map(({ id }) => id)
  return {
    fresh,
    next: isSame
      ? { ...walk, page: walk.page + 1, seen: [...new Set([...walk.seen, ...ids])] }
      : { of: 'updated', after: last.updated_at, page: 1, seen: ids },
  }
}

/** A walk from an instant on. */
export const walkFrom = (after: string): UpdatedWalk => ({
  of: 'updated',
  after,
  page: 1,
  seen: [],
})
