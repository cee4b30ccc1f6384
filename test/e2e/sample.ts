import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { apply } from '../../src/jobs/import/apply.ts'
import { stage } from '../../src/jobs/import/stage.ts'
import { rollup } from '../../src/metrics/rollup.ts'
import { generate } from '../../src/sample/generate.ts'
import { writeFiles } from '../../src/sample/write-files.ts'
import type { Database } from '../../src/store/db.ts'

/** The files of a made-up organisation, in the order in which to import them, in a folder that `remove` takes away. */
export async function sampleFiles(): Promise<{ paths: string[]; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'facet-'))
  const files = await writeFiles(generate({ seed: 7, people: 120, weeks: 60 }), folder)
  return {
    paths: [files.people, files.coder_users, files.tool_days, files.pulls],
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Imports the files as the pages would, and counts what they bring. */
export async function loadSample(database: Database, paths: string[]): Promise<void> {
  for (const path of paths) {
    const file = { bytes: () => createReadStream(path), file_name: basename(path), options: {} }
    const { import_id } = await stage(database, { ...file, actor: 'test' })
    await apply(database, import_id, { actor: 'test', now: new Date(), dry_run: false })
  }
  while ((await rollup(database)) > 0);
}
