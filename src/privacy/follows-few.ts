import { atomsOf } from './atoms.ts'
import { inverseOf, PRIME, type Row, remainder, withVector } from './echelon.ts'

/** Steps of arithmetic that an audit may take: about a tenth of a second. */
const MOST_WORK = 2e7

/** Parts that are looked at in fours; more are looked at in twos. */
const MOST_IN_FOURS = 300

/**
 * An audit of sums, by linear algebra: of groups that are asked for one after another, by their places, whether the sum over one,
 * beside the shown ones and those that passed before it, tells of too few by adding and subtracting: the sum over fewer people
 * than the minimum, sought among up to four parts of whom no group holds only some, so for a minimum up to 5 among all; or
 * anything about two such parts alone, from which each of the two would follow for the other. That somebody came where somebody
 * went is no such thing. `shown` are looked at from the first on, as many as the work allows.
 */
export function sumsAudit(
  shown: readonly Uint8Array[],
  asked: readonly Uint8Array[],
  minimum: number,
): (place: number) => boolean {
  const { sizes, groups } = atomsOf(affordable([...asked, ...shown]))
  const rowsWith = (rows: readonly Row[], place: number) =>
    withVector(rows, groups[place] ?? [], sizes.length)
  const passed = groups.slice(asked.length)
  let rows = passed.reduce<readonly Row[]>(
    (some, _, place) => rowsWith(some, asked.length + place),
    [],
  )
  return (place) => {
    const [group, more] = [groups[place] ?? [], rowsWith(rows, place)]
    const isExchange = (parts: readonly number[]) =>
      passed.some((other) => differ(group, other).every((part) => parts.includes(part)))
    const spans = { before: rows, after: more, sizes, minimum }
    if (more !== rows && tellsAnew(spans, isExchange)) return true
    rows = more
    passed.push(group)
    return false
  }
}

/** What is in one of two lists alone. */
function differ(a: readonly number[], b: readonly number[]): number[] {
  return [...a.filter((part) => !b.includes(part)), ...b.filter((part) => !a.includes(part))]
}

/** The first of some groups, until auditing them would take too long. */
function affordable(bitmaps: readonly Uint8Array[]): readonly Uint8Array[] {
  let count = bitmaps.length
  while (count > 1) {
    const some = bitmaps.slice(0, count)
    const { sizes } = atomsOf(some)
    if (count ** 2 * sizes.length <= MOST_WORK) return some
    count = Math.floor(count / 2)
  }
  return bitmaps.slice(0, 1)
}

interface Spans {
  before: readonly Row[]
  after: readonly Row[]
  sizes: readonly number[]
  minimum: number
}

/** Some parts, with the sums of their prints. */
interface Parts {
  places: number[]
  people: number
  print: Print
  former: Print
}

/**
 * Whether a sum over fewer people than the minimum lies in the span, which did not lie in it before. It has no entry at a large
 * part, so only the rows count that have none there either. In their span lies what has a product of 0 with each vector that
 * they have one with, and so with a random one; a sum over parts does if their entries in that vector, their prints, add up to 0.
 */
function tellsAnew(
  { before, after, sizes, minimum }: Spans,
  isExchange: (parts: readonly number[]) => boolean,
): boolean {
  const first = sizes.findIndex((size) => size < minimum)
  const rows = first < 0 ? [] : after.filter(({ pivot }) => pivot >= first)
  if (rows.length === 0) return false
  const print = printsOf(rows)
  const former = printsOf(before.filter(({ pivot }) => pivot >= first))
  const parts = sizes.flatMap((people, place) =>
    rows.some(({ entries }) => entries[place] !== 0)
      ? [{ places: [place], people, print: print(place), former: former(place) }]
      : [],
  )
  return sumFollows(parts, minimum) || twoFollow(parts, minimum, isExchange)
}

function sumFollows(parts: readonly Parts[], minimum: number): boolean {
  const some = parts.length <= MOST_IN_FOURS ? [...parts, ...pairsOf(parts, minimum)] : parts
  const byPrint = Map.groupBy(some, (it) => keyOf(it.print))
  const none: Parts = { places: [], people: 0, print: [0, 0], former: [0, 0] }
  return [none, ...some].some((it) =>
    (byPrint.get(keyOf(negative(it.print))) ?? []).some(
      (other) =>
        it.people + other.people < minimum &&
        !it.places.some((place) => other.places.includes(place)) &&
        keyOf(sum(it.former, other.former)) !== 0,
    ),
  )
}

/** Whether of two parts of too few people anything follows by itself: then their prints are multiples of one another. */
function twoFollow(
  parts: readonly Parts[],
  minimum: number,
  isExchange: (parts: readonly number[]) => boolean,
): boolean {
  const alike = Map.groupBy(parts, (it) => ratioOf(it.print)).values()
  return [...alike].some((some) =>
    some.some((a, nth) =>
      some
        .slice(nth + 1)
        .some(
          (b) =>
            a.people + b.people < minimum &&
            ratioOf(a.former) !== ratioOf(b.former) &&
            !isExchange([...a.places, ...b.places]),
        ),
    ),
  )
}

function pairsOf(parts: readonly Parts[], minimum: number): Parts[] {
  return parts.flatMap((a, place) =>
    parts.slice(place + 1).flatMap((b) =>
      a.people + b.people < minimum
        ? [
            {
              places: [...a.places, ...b.places],
              people: a.people + b.people,
              print: sum(a.print, b.print),
              former: sum(a.former, b.former),
            },
          ]
        : [],
    ),
  )
}

/** Two remainders, so that prints which have nothing to do with one another hardly ever add up to 0. */
type Print = readonly [number, number]

/** The entries of a random vector that has a product of 0 with each of the rows. */
function printsOf(rows: readonly Row[]): (place: number) => Print {
  const pivots = new Map(rows.map((row) => [row.pivot, row]))
  return (place) => {
    const row = pivots.get(place)
    if (row === undefined) return drawn(place)
    let [x, y] = [0, 0]
    row.entries.forEach((entry, column) => {
      if (entry === 0 || column === place) return
      const [a, b] = drawn(column)
      x = (x + entry * (PRIME - a)) % PRIME
      y = (y + entry * (PRIME - b)) % PRIME
    })
    return [x, y]
  }
}

/** Two remainders that are as good as drawn by lot, and the same ones each time. */
function drawn(place: number): Print {
  return [scattered(place, 0x9e3779b1), scattered(place, 0x85ebca6b)]
}

function scattered(place: number, odd: number): number {
  let mixed = Math.imul(place + 1, odd)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return 1 + (((mixed ^ (mixed >>> 15)) >>> 0) % (PRIME - 1))
}

function sum([a, b]: Print, [c, d]: Print): Print {
  return [(a + c) % PRIME, (b + d) % PRIME]
}

function negative([a, b]: Print): Print {
  return [(PRIME - a) % PRIME, (PRIME - b) % PRIME]
}

/** The first remainder over the second. */
function ratioOf([a, b]: Print): number {
  return remainder(a * inverseOf(b))
}

/** A print as one number. */
function keyOf([a, b]: Print): number {
  return a * PRIME + b
}
