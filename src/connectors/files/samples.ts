import type { Row } from './rows.ts'
import { clean } from './values.ts'

/** Distinct, non-empty values from the head of a file, by header, in the order of the columns. */
export type Samples = ReadonlyMap<string, readonly string[]>

/** The values of the first rows by header; `headers` are those that stand there even when all cells are empty. */
export function samplesOf(rows: Iterable<Row>, headers: readonly string[] = []): Samples {
  const samples = new Map(headers.map((header) => [header, new Set<string>()]))
  for (const row of rows) {
    for (const [header, values] of row) {
      const known = samples.get(header) ?? new Set()
      samples.set(header, known)
      for (const value of values) if (clean(value) !== '') known.add(clean(value).slice(0, 200))
    }
  }
  return new Map([...samples].map(([header, values]) => [header, [...values]]))
}
