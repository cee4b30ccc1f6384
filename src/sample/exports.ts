import type { PullRequestFact } from '../model/index.ts'
import type { Random } from '../stats/random.ts'
import { outOfOrder } from './out-of-order.ts'

/** Pull requests in two exports, of which the second holds what has changed since the first. */
export interface Exports {
  /** The instant of the first. */
  at: string
  first(): Iterable<PullRequestFact>
  second(): Iterable<PullRequestFact>
}

/**
 * Parts all pull requests into two exports: the first tells each as it stood then, the second what was opened, reviewed, closed
 * or merged since. A share of what belongs into the first comes with the second alone. Each call derives them anew and the same.
 */
export function exportsAt(
  at: string,
  all: () => Iterable<PullRequestFact>,
  { late, random }: { late: number; random: Random },
): Exports {
  return {
    at,
    first: () => outOfOrder(known(all(), at, late, random), late, random.fork('first')),
    second: () => outOfOrder(changed(all(), at, late, random), late, random.fork('second')),
  }
}

function* known(all: Iterable<PullRequestFact>, at: string, late: number, random: Random) {
  for (const { pull, withheld } of judged(all, late, random))
    if (pull.opened_at < at && !withheld) yield asOf(pull, at)
}

function* changed(all: Iterable<PullRequestFact>, at: string, late: number, random: Random) {
  for (const { pull, withheld } of judged(all, late, random))
    if (withheld || lastChange(pull) >= at) yield pull
}

/** Of each whether only the second tells it: the same in both, as the stream has a name. */
function* judged(all: Iterable<PullRequestFact>, late: number, random: Random) {
  const draw = random.fork('withheld')
  for (const pull of all) yield { pull, withheld: draw.chance(late) }
}

function lastChange({ opened_at, closed_at, reviews = [] }: PullRequestFact): string {
  return [opened_at, closed_at ?? '', ...reviews.map(({ submitted_at }) => submitted_at)]
    .sort()
    .at(-1) as string
}

function asOf({ reviews = [], ...pull }: PullRequestFact, at: string): PullRequestFact {
  const given = reviews.filter(({ submitted_at }) => submitted_at < at)
  const then = (instant?: string) => (instant !== undefined && instant < at ? instant : undefined)
  const { merged_at, closed_at, ready_at, first_review_at, approved_at, ...open } = pull
  return {
    ...open,
    ...present({
      merged_at: then(merged_at),
      closed_at: then(closed_at),
      ready_at: then(ready_at),
      first_review_at: then(first_review_at),
      approved_at: then(approved_at),
    }),
    reviews: given,
  }
}

/** The same without what is undefined. */
function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known) as { [K in keyof T]?: NonNullable<T[K]> }
}
