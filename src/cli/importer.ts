import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { apply } from '../jobs/import/apply.ts'
import { stage } from '../jobs/import/stage.ts'
import { type ImportOptions, type ImportPreview, toRow, toWire } from '../model/index.ts'
import type { Database } from '../store/db.ts'
import { followFacts } from './follow-facts.ts'
import { read, type Send } from './send.ts'

/** What a file was recognised as, as far as a terminal shows it. */
export interface Recognised {
  title: string
  columns: { header: string; target: string; samples: string[] }[]
  needs_mapping: boolean
  notes: string[]
}

/** Imports files where the data are: in the database held here, or at a server. */
export interface Importer {
  /** Reads a file; `progress` gets the lines read so far, where they are read here. */
  stage(
    path: string,
    options: ImportOptions,
    progress: (lines: number) => void,
  ): Promise<{ id: string; recognised: Recognised }>
  apply(id: string, dry_run: boolean): Promise<ImportPreview>
  /** Brings numbers, suspected bots and usage levels to the facts of now; a server does so by itself. */
  follow(progress: (step: string) => void): Promise<void>
}

/** Imports into the database that is held here. */
export function importerOf(database: Database, now: Date, secretKey?: () => string): Importer {
  return {
    stage: async (path, options, progress) => {
      const { import_id, recognised } = await stage(database, {
        bytes: () => createReadStream(path),
        file_name: basename(path),
        options,
        actor: 'cli',
        progress,
      })
      return { id: toWire(import_id), recognised }
    },
    apply: (id, dry_run) => apply(database, toRow(id), { actor: 'cli', now, dry_run, secretKey }),
    follow: (progress) => followFacts(database, now, progress),
  }
}

/** Imports at a server. */
export function importerAt(send: Send): Importer {
  return {
    stage: async (path, options) => {
      const query = new URLSearchParams({
        file_name: basename(path),
        options: JSON.stringify(options),
      })
      const asked = { path: `/imports.create?${query}`, file: createReadStream(path) }
      const { import_id, recognised } = read(await send(asked)) as unknown as {
        import_id: string
        recognised: Recognised
      }
      return { id: import_id, recognised }
    },
    apply: async (id, dry_run) => {
      const path = dry_run ? '/imports.preview' : '/imports.apply'
      const { preview } = read(await send({ path, json: { id } })) as unknown as {
        preview: Omit<ImportPreview, 'import_id'> & { import_id: string }
      }
      return { ...preview, import_id: toRow(preview.import_id) }
    },
    follow: async () => {},
  }
}
