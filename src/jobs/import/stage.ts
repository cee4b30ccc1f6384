import { createHash } from 'node:crypto'
import {
  type ByteSource,
  headerKey,
  type Line,
  type ReadOptions,
  type Recognised,
  readFacts,
  recognise,
} from '../../connectors/files/index.ts'
import type { ImportOptions } from '../../model/index.ts'
import * as audit from '../../store/audit.ts'
import { type Database, type Db, transaction } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'

/** Lines in a batch; each batch is committed, so that a large file needs no large transaction. */
const BATCH = 2_000

export interface StageInput {
  bytes: ByteSource
  file_name: string | null
  options: ImportOptions
  actor: string
  /** Called with the number of lines read so far. */
  progress?: (lines: number) => void
}

/**
 * Reads a file into the store, line by line: facts as they are, refused lines with their reason. Throws `file_refused`
 * when it is no file that can be read. A stage that was cut short stays as 'staging' and is of no effect.
 */
export async function stage(
  { db }: Database,
  { bytes, file_name, options, actor, progress }: StageInput,
): Promise<{ import_id: number; recognised: Recognised }> {
  const read = {
    as: options.as,
    mapping: options.mapping,
    tool: options.tool,
    file_name: file_name ?? undefined,
  }
  const recognised = await recogniseMapped(db, bytes, read, actor)
  const { kind, format, source, title } = recognised
  const { id } = await imports.create(db, {
    kind,
    format,
    source: options.source ?? source,
    title,
    file_name,
    options: { ...options },
    created_by: actor,
  })
  const hash = createHash('sha256')
  let lines = 0
  let batch: imports.StagedLine[] = []
  let writing = Promise.resolve()
  // the next batch is read while this one is written; never more than one waits
  const keep = async () => {
    await writing
    if (batch.length > 0) writing = imports.addLines(db, id, batch)
    writing.catch(() => {})
    lines += batch.length
    batch = []
    progress?.(lines)
  }
  let entry = 0
  for await (const line of readFacts(hashed(bytes, hash), recognised, read)) {
    entry++
    // the entries of a JSON file may all stand in one line, so they are counted instead
    batch.push(staged(line, recognised.layout.form === 'json' ? entry : line.line))
    if (batch.length >= BATCH) await keep()
  }
  await keep()
  await writing
  await imports.progress(db, id, { status: 'staged', lines, file_hash: hash.digest('hex') })
  return { import_id: id, recognised }
}

function staged(it: Line, line: number): imports.StagedLine {
  if ('fact' in it) return { line, fact: it.fact }
  return { line, raw: it.raw, code: it.issue.code, message: it.issue.message }
}

/** A mapping by hand counts for the next file with the same header too. */
async function recogniseMapped(db: Db, bytes: ByteSource, read: ReadOptions, actor: string) {
  const plain = await recognise(bytes, { ...read, mapping: undefined })
  const key = headerKey(plain.columns)
  const { mapping } = read
  if (mapping) {
    const recognised = await recognise(bytes, read)
    await transaction(db, async (tx) => {
      const entry = await audit.record(tx, { actor, action: 'imports.map' })
      await imports.remember(tx, key, recognised.kind, { ...mapping }, entry)
    })
    return recognised
  }
  if (!plain.needs_mapping) return plain
  const remembered = await imports.mapping(db, key)
  if (!remembered) return plain
  read.mapping = remembered.mapping
  return recognise(bytes, read)
}

function hashed(bytes: ByteSource, hash: ReturnType<typeof createHash>): ByteSource {
  return async function* () {
    for await (const chunk of bytes()) {
      hash.update(chunk)
      yield chunk
    }
  }
}
