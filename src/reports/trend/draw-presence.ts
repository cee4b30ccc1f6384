import { type RawBuilder, sql } from 'kysely'
import { type Db, many } from '../../store/db.ts'
import { cells } from './cells.ts'
import type { Span } from './draw-spans.ts'
import { stepsIn } from './draw-sums.ts'
import type { Question } from './question.ts'

/** Steps that a whole number of the database holds as bits. */
const BITS = 30

/** Ids of the people of a cohort who have a value of a metric in a step, ascending; steps are counted from the first day. */
export type Presence = (metric: number, cohort: number, step: number) => number[]

type Row = { user_id: number; cohort: number } & Record<`p${number}_${number}`, number | null>

/** Who has a value in which step: a row a person and cohort, with the steps of each metric as bits. */
export async function drawPresence(
  db: Db,
  question: Question,
  spans: readonly Span[],
): Promise<Presence> {
  const words = Array.from({ length: Math.ceil(stepsIn(question) / BITS) }, (_, word) => word)
  const columns = question.metrics.flatMap((_, metric) => words.map((word) => bits(metric, word)))
  const rows = await many(
    db,
    sql<Row>`
      with ${cells(question, spans)}
      select c.user_id, c.cohort, ${sql.join(columns)}
      from cells c
      group by c.user_id, c.cohort
      order by c.user_id, c.cohort
    `,
  )
  const byCohort = Map.groupBy(rows, ({ cohort }) => cohort)
  return (metric, cohort, step) => {
    const column = `p${metric}_${Math.floor(step / BITS)}` as const
    const bit = 1 << (step % BITS)
    return (byCohort.get(cohort) ?? []).flatMap((row) =>
      (row[column] ?? 0) & bit ? [row.user_id] : [],
    )
  }
}

function bits(metric: number, word: number): RawBuilder<unknown> {
  const first = sql.lit(word * BITS)
  const within = sql`c.step >= ${first} and c.step < ${first} + ${sql.lit(BITS)}`
  return sql`
    bit_or(1 << (c.step - ${first})) filter (where ${sql.ref(`c.m${metric}`)} is not null and ${within}) as ${sql.ref(`p${metric}_${word}`)}
  `
}
