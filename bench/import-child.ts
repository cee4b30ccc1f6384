import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { apply } from '../src/jobs/import/apply.ts'
import { stage } from '../src/jobs/import/stage.ts'
import { openPostgres } from '../src/store/db.ts'
import { makePending } from '../src/store/pending-documents.ts'
import { given, tell } from './child.ts'
import { openNew } from './databases.ts'
import { timed } from './measure.ts'

/** A file, and the database to import it into: one on a server, or an embedded one in memory. */
export interface Given {
  path: string
  url?: string
}

/** Milliseconds of the steps, the lines, and the most memory that the process ever had, in bytes. */
export interface Imported {
  stage: number
  apply: number
  /** The ready documents of users.list, which are made after the commit. */
  documents: number
  lines: number
  memory: number
}

const { path, url } = given<Given>()
const database = url === undefined ? await openNew({}) : await openPostgres(url)
let import_id = 0
let lines = 0
const file = {
  bytes: () => createReadStream(path),
  file_name: basename(path),
  options: {},
  actor: 'bench',
}
const staging = await timed(async () => {
  import_id = (await stage(database, file)).import_id
})
const applying = await timed(async () => {
  const preview = await apply(database, import_id, {
    actor: 'bench',
    now: new Date(),
    dry_run: false,
  })
  lines = preview.counts.created
})
const documents = await timed(() => makePending(database.db).then(() => {}))
await database.close()
tell({
  stage: staging,
  apply: applying,
  documents,
  lines,
  memory: process.resourceUsage().maxRSS * 1024,
} satisfies Imported)
