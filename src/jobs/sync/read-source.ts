import type { SyncRow } from '../../store/syncs.ts'
import { runSync, type SyncDeps } from './run.ts'

/** What a run over a source needs, and what it wakes. */
export interface ReadDeps extends SyncDeps {
  /** Called when facts may have changed, so that what hangs on them is counted anew. */
  brought: () => void
}

/** Reads a source to the present, or as far as it lets itself be read. Throws `conflict` as a run does. */
export function readSource(
  deps: ReadDeps,
  asked: { source_id: number; asked_by: string },
): Promise<SyncRow> {
  return runSync(deps, asked).finally(deps.brought)
}
