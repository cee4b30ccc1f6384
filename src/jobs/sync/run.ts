import type { Batch, Connector, SourceContext } from '../../connectors/connector.ts'
import { type GuardedFetch, guardedFetch } from '../../connectors/guarded-fetch.ts'
import { connectorOf } from '../../connectors/registry.ts'
import { SourceError } from '../../connectors/source-error.ts'
import { AppError } from '../../errors.ts'
import * as audit from '../../store/audit.ts'
import * as coverage from '../../store/coverage.ts'
import { type Database, transaction } from '../../store/db.ts'
import { unseal } from '../../store/sealed.ts'
import * as settings from '../../store/settings.ts'
import * as sources from '../../store/sources.ts'
import * as syncs from '../../store/syncs.ts'
import { keepBatch, type Running } from './batch.ts'
import type { Progress } from './told-calls.ts'

/** What a run needs beside the database. */
export interface SyncDeps {
  database: Database
  /** Opens the secrets of sources. */
  secretKey: string
  now: () => Date
  wait: (ms: number) => Promise<void>
  signal?: AbortSignal
  /** Called with the id of the run as soon as it holds the source. */
  began?: (sync_id: number) => void
  /** Called after each batch that was kept. */
  progress?: (batch: Batch, counts: Running['counts']) => void
}

/** How often a run that waits for its source says that it is alive; milliseconds. */
const PULSE = 30_000

/**
 * Reads a source from where it stands to the present, batch by batch. A run that ends early, however, loses nothing: the next
 * one goes on after the last batch that was kept. Never two at once: throws `conflict`. What the source does wrong is no
 * error here but the outcome of the run.
 */
export async function runSync(
  deps: SyncDeps,
  { source_id, asked_by }: { source_id: number; asked_by: string },
): Promise<syncs.SyncRow> {
  const { database } = deps
  const running = await begin(deps, { source_id, asked_by })
  deps.began?.(running.sync_id)
  const pulse = setInterval(() => {
    sources.holdOn(database.db, source_id, running.lease).catch(() => {})
  }, PULSE)
  try {
    const { connector, context } = await connect(deps, running.source)
    for await (const batch of connector.sync(context, running.source.cursor)) {
      deps.signal?.throwIfAborted()
      await keepBatch(database, running, batch)
      deps.progress?.(batch, running.counts)
    }
    await transaction(database.db, (tx) => coverage.join(tx, running.source.key))
    await syncs.close(database.db, running.sync_id, { status: 'done' })
  } catch (error) {
    if (deps.signal?.aborted) throw error
    await syncs.close(database.db, running.sync_id, endOf(error))
    if (!(error instanceof SourceError || error instanceof AppError)) throw error
  } finally {
    clearInterval(pulse)
    await sources.letGo(database.db, source_id, running.lease)
  }
  const [sync] = await syncs.latest(database.db, [source_id])
  if (!sync) throw new AppError('not_found', 'There is no such source.')
  return sync
}

/** Counts what a run would read now, by kind of fact, and keeps nothing; `told` gets the counts as they grow. */
export async function drySync(
  deps: SyncDeps,
  source_id: number,
  told?: (progress: Progress) => void,
): Promise<{ counts: Record<string, number>; left: number }> {
  const source = await known(deps.database, source_id)
  const { connector, context } = await connect(deps, source)
  const counts: Record<string, number> = {}
  let left = 0
  let batches = 0
  for await (const batch of connector.sync(context, source.cursor)) {
    deps.signal?.throwIfAborted()
    for (const [kind, facts] of Object.entries(batch.facts))
      if (facts.length > 0) counts[kind] = (counts[kind] ?? 0) + facts.length
    left += batch.left?.length ?? 0
    batches++
    told?.({ ...(batch.progress ?? { step: 'pieces', done: batches }), counts: { ...counts } })
    deps.progress?.(batch, {})
  }
  return { counts, left }
}

async function begin(
  { database, now }: SyncDeps,
  { source_id, asked_by }: { source_id: number; asked_by: string },
): Promise<Running> {
  return transaction(database.db, async (tx) => {
    const lease = await sources.take(tx, source_id)
    const source = await sources.info(tx, source_id)
    if (!source) throw new AppError('not_found', 'There is no such source.')
    if (!lease)
      throw new AppError(
        'conflict',
        `${source.name} is being read already; wait until that is done.`,
      )
    const { id } = await syncs.open(tx, source_id, asked_by)
    await audit.record(tx, {
      actor: asked_by,
      action: 'sources.run',
      object: `source:${source_id}`,
    })
    const { time_zone } = await settings.read(tx)
    return { sync_id: id, source, lease, time_zone, now, counts: {} }
  })
}

async function known(database: Database, id: number): Promise<sources.SourceRow> {
  const source = await sources.info(database.db, id)
  if (!source) throw new AppError('not_found', 'There is no such source.')
  return source
}

/** What a connector is asked with. */
export async function connect(
  deps: SyncDeps,
  source: Pick<sources.SourceRow, 'id' | 'kind' | 'settings' | 'secret'>,
): Promise<{ connector: Connector; context: SourceContext<unknown, unknown> }> {
  const secret = unseal(source.secret, { key: deps.secretKey, owner: `source:${source.id}` })
  return contextOf(deps, { kind: source.kind, settings: source.settings, secret })
}

/** The same for a source that is not kept yet. */
export async function contextOf(
  deps: SyncDeps,
  given: { kind: string; settings: unknown; secret: unknown },
): Promise<{ connector: Connector; context: SourceContext<unknown, unknown> }> {
  const connector = connectorOf(given.kind)
  const parsed = connector.settings.parse(given.settings)
  const { time_zone } = await settings.read(deps.database.db)
  return {
    connector,
    context: {
      settings: parsed,
      secret: connector.secret.parse(given.secret),
      fetch: fetchFor(deps, connector.hosts(parsed)),
      now: deps.now,
      time_zone,
    },
  }
}

function fetchFor({ now, wait, signal }: SyncDeps, hosts: string[]): GuardedFetch {
  return guardedFetch({ hosts, now, wait, ...(signal && { signal }) })
}

function endOf(error: unknown): syncs.End {
  if (error instanceof SourceError)
    return {
      status: 'failed',
      error_code: error.code,
      error: error.message,
      retry_at: error.retry_at?.toISOString() ?? null,
    }
  const told = error instanceof AppError
  return {
    status: 'failed',
    error_code: told ? error.code : 'internal_error',
    error: told ? error.message : 'Something went wrong in Facet itself; its log has the details.',
    retry_at: null,
  }
}
