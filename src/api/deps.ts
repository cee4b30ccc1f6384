import type { Logger } from 'pino'
import type { FactKind, ImportOptions, ImportPreview } from '../model/index.ts'
import type { Answers } from '../reports/answers.ts'
import type { Database } from '../store/db.ts'
import type { Actor } from './actor.ts'
import type { OidcSettings } from './oidc-settings.ts'
import type { ScheduleJobs } from './schedule-jobs.ts'
import type { SourceJobs } from './source-jobs.ts'

/** Opens the bytes of a file from their start, each time it is called. */
export type ByteSource = () => AsyncIterable<Uint8Array>

/** What a file was recognised as, before it is applied. */
export interface RecognisedFile {
  kind: FactKind
  format: string
  source: string
  title: string
  columns: { header: string; target: string; samples: string[] }[]
  needs_mapping: boolean
  notes: string[]
}

export interface Applied {
  actor: string
  now: Date
  dry_run: boolean
}

export interface Undone {
  import_id: number
  dry_run: boolean
  tables: { table: string; restored: number; deleted: number; kept: number }[]
}

/** The work on imports, which is not done in this room. */
export interface ImportJobs {
  stage(
    database: Database,
    file: { bytes: ByteSource; file_name: string | null; options: ImportOptions; actor: string },
  ): Promise<{ import_id: number; recognised: RecognisedFile }>
  apply(database: Database, id: number, how: Applied): Promise<ImportPreview>
  undo(database: Database, id: number, how: Applied): Promise<Undone>
}

/** What the application is made of. */
export interface Deps {
  database: Database
  imports: ImportJobs
  /** The work on sources; absent: sources are only told of. */
  sources?: SourceJobs
  /** The work on schedules; absent: nothing is sent. */
  schedules?: ScheduleJobs
  /** Answers of reports that were given before; absent: every one is worked out. */
  answers?: Answers
  /** Where people sign in; absent: by one-time links only. */
  oidc?: OidcSettings | undefined
  log: Logger
  /** The clock. */
  now?: () => Date
  /** Requests a minute for each account; null: as many as they like. */
  rateLimit?: number | null
  /** Who acts without a token: for a socket that only its owner may open, and for commands that open the database. */
  trusted?: Actor
  /** Where files that are sent wait until they are read, and how many bytes one may have. */
  uploads?: { folder: string; limit: number }
}
