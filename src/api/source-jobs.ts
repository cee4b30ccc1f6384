import type { Batch, Check } from '../connectors/connector.ts'
import { AppError } from '../errors.ts'
import type { Database } from '../store/db.ts'
import type { SourceRow } from '../store/sources.ts'
import type { Context } from './method.ts'

/** What a run would read, by kind of fact, and how many things it would leave out. */
export interface Counted {
  counts: Record<string, number>
  left: number
}

/** A source as it is asked: its shapes have been tested. */
export interface Asked {
  kind: string
  settings: unknown
  secret: unknown
}

/** The work on sources, which is not done in this room. */
export interface SourceJobs {
  /** The key by which secrets are sealed. Throws `invalid_config` where there is none. */
  secretKey(): string
  /** Tries what a run would do, with a few calls. */
  test(database: Database, asked: Asked): Promise<Check[]>
  /** Begins a run and gives its id; at a command line, once it has ended. Throws `conflict`. */
  run(database: Database, asked: { source_id: number; asked_by: string }): Promise<number>
  /** Reads as a run would, and keeps nothing. */
  count(database: Database, source_id: number): Promise<Counted>
  /** Keeps what a source tells by itself. */
  keep(
    database: Database,
    source: SourceRow,
    told: { facts: Batch['facts']; now: Date },
  ): Promise<void>
  /** To be called when a source was added, changed or removed. */
  changed(): void
}

/** The jobs of the application. Throws `conflict` where it was made without. */
export function jobsOf({ sources }: Pick<Context, 'sources'>): SourceJobs {
  if (sources) return sources
  throw new AppError('conflict', 'This server reads no sources.')
}
