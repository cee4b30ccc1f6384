import * as z from 'zod'

/**
 * A walk through a list in the order of `updated_at`, from `after` on. Instead of counting pages, which shift when something
 * changes, each page begins at the time at which the last one ended. Only where a whole page has one time are pages counted, up
 * to where the time ends and down again: what changes leaves for the end of the list, so that the others come nearer to its
 * beginning, and whoever slipped past on the way up is met on the way down.
 */
export const UpdatedWalk = z.object({
  of: z.literal('updated'),
  after: z.string(),
  page: z.number().int(),
  seen: z.array(z.string()).describe('What was told already of the pages that may come again.'),
  end: z
    .string()
    .nullish()
    .describe('On the way down: where the walk goes on then; null, if nowhere.'),
})
export type UpdatedWalk = z.infer<typeof UpdatedWalk>

interface Entry {
  id: number
  updated_at: string
}

/** What REST is asked for the page at which a walk stands. */
export const queryOf = ({ after, page }: UpdatedWalk, size: number) => ({
  updated_after: after,
  order_by: 'updated_at',
  sort: 'asc',
  per_page: size,
  page,
})

/** The entries of a page that are new, and the page that follows; undefined after the last. */
export function walked<T extends Entry>(
  walk: UpdatedWalk,
  entries: T[],
  size: number,
): { fresh: T[]; next: UpdatedWalk | undefined } {
  const fresh = entries.filter((entry) => !walk.seen.includes(keyOf(entry)))
  const seen = [...walk.seen, ...fresh.map(keyOf)]
  return {
    fresh,
    next: walk.end === undefined ? up(walk, { entries, seen, size }) : down(walk, seen),
  }
}

/** A walk from an instant on. */
export const walkFrom = (after: string): UpdatedWalk => ({
  of: 'updated',
  after,
  page: 1,
  seen: [],
})

function up(
  walk: UpdatedWalk,
  { entries, seen, size }: { entries: Entry[]; seen: string[]; size: number },
): UpdatedWalk | undefined {
  const last = entries.length < size ? undefined : entries.at(-1)?.updated_at
  if (last !== undefined && Date.parse(last) <= Date.parse(walk.after))
    return { ...walk, page: walk.page + 1, seen }
  if (walk.page > 1) return { ...walk, page: walk.page - 1, seen, end: last ?? null }
  return last === undefined ? undefined : onFrom(last, seen)
}

function down(walk: UpdatedWalk, seen: string[]): UpdatedWalk | undefined {
  if (walk.page > 1) return { ...walk, page: walk.page - 1, seen }
  return walk.end == null ? undefined : onFrom(walk.end, seen)
}

/** A walk from a time on, of which some were told already. */
const onFrom = (after: string, seen: string[]): UpdatedWalk => ({
  ...walkFrom(after),
  seen: seen.filter((key) => key.endsWith(` ${after}`)),
})

/** An entry as it was at a time: when it changes it is to be told again. */
const keyOf = ({ id, updated_at }: Entry): string => `${id} ${updated_at}`
