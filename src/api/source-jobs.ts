import type { Batch, Check, Left } from '../connectors/connector.ts'
import { AppError } from '../errors.ts'
import type { Database } from '../store/db.ts'
import type { Progress } from '../store/source-tasks.ts'
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

/** Attributes to be pushed to a source, and how. */
export interface AskedPush {
  source_id: number
  actor: string
  attributes: string[]
  restricted: boolean
  create: boolean
  overwrite: boolean
  dry_run: boolean
}

/** What a push did, or would do; the changes are the first of them. */
export interface Pushed {
  dry_run: boolean
  people: number
  changed: number
  set: number
  removed: number
  same: number
  changes: { email: string; attribute: string; before: string[]; after: string[] }[]
  left: Left[]
}

/** Called now and then with how far work is. */
export type Told = (progress: Progress) => void

/** The work on sources, which is not done in this room. */
export interface SourceJobs {
  /** The key by which secrets are sealed. Throws `invalid_config` where there is none. */
  secretKey(): string
  /** Tries what a run would do, with a few calls. */
  test(database: Database, asked: Asked, told?: Told): Promise<Check[]>
  /** Begins a run and gives its id; at a command line, once it has ended. Throws `conflict`. */
  run(database: Database, asked: { source_id: number; asked_by: string }): Promise<number>
  /** Reads as a run would, and keeps nothing. Throws `source_failed`. */
  count(database: Database, source_id: number, told?: Told): Promise<Counted>
  /** Brings attributes at a source to what people have here. Throws `source_failed`. */
  push(database: Database, asked: AskedPush, told?: Told): Promise<Pushed>
  /** Lets work go on by itself; at a command line, gives back once it has ended. */
  aside(work: () => Promise<void>): Promise<void>
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
