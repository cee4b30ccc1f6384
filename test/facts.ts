import { apply } from '../src/jobs/import/apply.ts'
import type { Fact, FactKind, ImportOptions, ImportPreview } from '../src/model/index.ts'
import type { Database } from '../src/store/db.ts'
import * as imports from '../src/store/imports.ts'
import { SECRET_KEY } from './source.ts'

interface Given<K extends FactKind> {
  kind: K
  facts: Fact<K>[]
  source?: string
  options?: ImportOptions
  now?: Date
  dry_run?: boolean
}

/** Imports facts as a file of them would, without the file. */
export async function importFacts<K extends FactKind>(
  database: Database,
  given: Given<K>,
): Promise<ImportPreview> {
  const {
    kind,
    facts,
    source = 'file',
    options = {},
    now = new Date('2026-03-02T12:00:00Z'),
    dry_run = false,
  } = given
  const { id } = await imports.create(database.db, {
    kind,
    format: 'test',
    source,
    title: `Facts of ${kind}`,
    file_name: null,
    options: { ...options },
    created_by: 'test',
  })
  await imports.addLines(
    database.db,
    id,
    facts.map((fact, n) => ({ line: n + 1, fact })),
  )
  await imports.progress(database.db, id, { status: 'staged', lines: facts.length })
  return apply(database, id, { actor: 'test', now, dry_run, secretKey: () => SECRET_KEY })
}
