import { sql } from 'kysely'
import { type Db, one } from './db.ts'
import type { StagedLine } from './imports.ts'
import { ERASED, siftAll } from './tombstones.ts'

/** Lines of an import without what is about erased people: a line that is about one as a whole is refused, and not kept. */
export async function lawfulLines(
  tx: Db,
  import_id: number,
  lines: StagedLine[],
): Promise<StagedLine[]> {
  const { source } = await one(
    tx,
    sql<{ source: string }>`select i.source from imports i where i.id = ${import_id}`,
  )
  const told = lines.map((line) => ('fact' in line ? line.fact : line.raw))
  const left = await siftAll(tx, source, told)
  return lines.map((line, n) => {
    const { fact, sifted } = left[n] ?? {}
    if (!sifted) return line
    if (fact === undefined) return { line: line.line, ...ERASED }
    return { line: line.line, fact }
  })
}
