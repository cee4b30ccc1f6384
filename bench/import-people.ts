import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import type { Bench, Circumstances, Limit } from './bench.ts'
import { askChild } from './child.ts'
import { inFolder, onServer, type Server } from './databases.ts'
import type { Imported } from './import-child.ts'
import { duration, median, megabytes, timed, whole } from './measure.ts'
import { writePeople } from './people-csv.ts'

const ROUNDS = 3

export const importPeople: Bench = {
  name: 'import-people',
  summary: 'a CSV of people with three attributes, staged and applied on PostgreSQL',
  run: (circumstances) =>
    onServer(circumstances, (server) =>
      inFolder(async (folder) => {
        const { small, say } = circumstances
        const some = await measure(circumstances, server, { folder, people: 100_000 })
        if (small) return [limitOf(some)]
        const many = await measure(circumstances, server, { folder, people: 1_000_000, rounds: 1 })
        say('ten times the lines', `${(many.ms / some.ms).toFixed(1)} times the time`)
        return [
          limitOf(some),
          {
            what: 'memory, a million lines / 100 thousand',
            measured: many.memory / some.memory,
            limit: 1.5,
            side: 'at most',
          },
        ]
      }),
    ),
}

interface Measured {
  /** Of staging and applying. */
  ms: number
  apply: number
  copy: number
  memory: number
}

/** The tables that a line becomes rows of. */
const WRITTEN = ['import_rows', 'users', 'user_keys', 'user_attributes', 'user_documents']

const limitOf = ({ apply, copy }: Measured): Limit => ({
  what: 'people CSV of 100,000 lines applied, of a copy',
  measured: apply / copy,
  limit: 80,
  side: 'at most',
})

async function measure(
  { say }: Circumstances,
  server: Server,
  { folder, people, rounds = ROUNDS }: { folder: string; people: number; rounds?: number },
): Promise<Measured> {
  const path = join(folder, `people-${people}.csv`)
  await writePeople(path, people)
  say('file', `${whole(people)} lines, ${megabytes((await stat(path)).size)}`)
  const copies: number[] = []
  const imports: Imported[] = []
  const inserts: number[] = []
  for (let round = 1; round <= rounds; round++) {
    const url = await server.another(`people_${people}_${round}`)
    copies.push(...(await copyAsText(url, path)))
    imports.push(await askChild<Imported>('import-child.ts', { path, url }))
    inserts.push(await insertAgain(url))
  }
  const middle = (pick: (it: Imported) => number) => median(imports.map(pick))
  const ms = middle((it) => it.stage + it.apply)
  const memory = Math.max(...imports.map((it) => it.memory))
  const copy = median(copies)
  say('copy into a text table', duration(copy))
  say('stage', duration(middle((it) => it.stage)))
  const apply = middle((it) => it.apply)
  say('apply', `${duration(apply)}, ${(apply / copy).toFixed(1)} times the copy`)
  say('documents of users.list, after it', duration(middle((it) => it.documents)))
  say(
    'stage and apply, of the copy',
    `${(ms / copy).toFixed(1)} times; ${whole((1000 * people) / ms)} lines/s`,
  )
  say('bare inserts of the same rows', duration(median(inserts)))
  say('peak memory of our process', megabytes(memory))
  return { ms, apply, copy, memory }
}

/**
 * The time in which PostgreSQL writes the very rows of an import once more, into tables with the same indexes and without
 * foreign keys: what is left when nothing has to be found out.
 */
async function insertAgain(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const table of WRITTEN)
      await client.query(`create table again_${table} (like ${table} including all)`)
    return await timed(async () => {
      for (const table of WRITTEN)
        await client.query(
          `insert into again_${table} overriding system value select t.* from ${table} t`,
        )
    })
  } finally {
    await client.end()
  }
}

/** Times of PostgreSQL's own copy of the file into a table of one column of text, from this process. */
async function copyAsText(url: string, path: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('create table raw_lines (line text)')
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      await client.query('truncate raw_lines')
      const copy = from(`copy raw_lines from stdin with (delimiter E'\\x01')`)
      times.push(await timed(() => pipeline(createReadStream(path), client.query(copy))))
    }
    await client.query('drop table raw_lines')
    return times
  } finally {
    await client.end()
  }
}
