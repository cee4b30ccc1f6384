import { type RawBuilder, sql } from 'kysely'

/** The natural logarithm of the ratio of the bounds of a bucket, 1.1, in whole billionths. */
const WIDTH = 95_310_180

/** The number of the bucket that begins at 1. */
const ONE = 128

/** Numbers of buckets fit a byte: the first and the last hold whatever lies beyond, below 0.000006 and above 180,000. */
const LAST = 255

/**
 * The natural logarithm as whole billionths, so that sums are the same whatever the order of adding. Null for 0. By doubles,
 * whose error is a millionth of that: logarithms of `numeric` take ten times as long.
 */
export const lnOf = (value: RawBuilder<unknown>) =>
  sql`round(ln(nullif(${value}, 0)::float8) * 1e9)::bigint`

/** The bucket of a value with this logarithm in billionths, a byte; null for none. */
export function bucketOf(ln: RawBuilder<unknown>): RawBuilder<Uint8Array | null> {
  const [width, zero, last] = [WIDTH, ONE * WIDTH, LAST].map((it) => sql.lit(it))
  const place = sql`case when ${ln} is not null then greatest(0, least(${last}, (${ln} + ${zero}) / ${width}))::int end`
  return sql`set_byte('\\x00'::bytea, 0, ${place})`
}

/**
 * Buckets put together in the order given, so that they are the same whatever the order of the rows; null for none. Columns and
 * one order for all, without a filter: then the database sorts the rows once, and not each aggregate its own.
 */
export const together = (bucket: RawBuilder<unknown>, order: RawBuilder<unknown>) =>
  sql`string_agg(${bucket}, ''::bytea order by ${order})`

/** The bounds of a bucket, the lower included, and its geometric middle, off which no value of it lies by more than 5%. */
export function boundsOfBucket(bucket: number): { from: number; middle: number; to: number } {
  const at = (place: number) => Math.exp((place * WIDTH) / 1e9)
  return { from: at(bucket - ONE), middle: at(bucket - ONE + 0.5), to: at(bucket - ONE + 1) }
}
