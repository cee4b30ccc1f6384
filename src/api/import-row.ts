import type * as z from 'zod'
import { FactKind, LineCounts } from '../model/index.ts'
import type { ImportRow } from '../store/imports.ts'
import type { Import } from './shapes/import.ts'

/** An import as it is told: what became of its lines is in its preview. */
export function tell(row: ImportRow): z.output<typeof Import> {
  const counts = LineCounts.safeParse(row.preview?.counts)
  return { ...row, kind: FactKind.parse(row.kind), counts: counts.data ?? null }
}
