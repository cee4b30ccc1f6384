import { existsSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as passed } from 'node:timers/promises'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { type Database, one, openEmbedded } from '../../../src/store/db.ts'
import { migrate } from '../../../src/store/migrate.ts'
import { openTestDatabase } from '../../database.ts'
import type { SyncTask } from '../../sync-child.ts'

/** A database that processes use which are killed, and that can be looked at between them. */
export interface Place {
  task: Pick<SyncTask, 'url' | 'folder'>
  look<T>(work: (database: Database) => Promise<T>): Promise<T>
  dispose(): Promise<void>
}

/** An empty one on the server, or embedded in the folder, under a name of its own. */
export async function openPlace(folder: string, name: string): Promise<Place> {
  if (inject('database') === 'postgres') {
    const { database, url = '', dispose } = await openTestDatabase()
    return {
      task: { url },
      async look(work) {
        // the server notices the end of a client only when it has done what it was asked
        while (await othersIn(database)) await passed(5)
        return work(database)
      },
      dispose,
    }
  }
  const data = join(folder, name)
  await cp(await migrated(folder), data, { recursive: true })
  return {
    task: { folder: data },
    async look(work) {
      const database = await openEmbedded({ folder: data })
      return work(database).finally(() => database.close())
    },
    dispose: async () => {},
  }
}

/** An empty database beside the others, to be copied: to make one takes seconds. */
async function migrated(folder: string): Promise<string> {
  const empty = join(folder, 'empty')
  if (existsSync(empty)) return empty
  const database = await openEmbedded({ folder: empty })
  await migrate(database).finally(() => database.close())
  return empty
}

async function othersIn({ db }: Database): Promise<boolean> {
  const { n } = await one(
    db,
    sql<{ n: number }>`
      select count(*) as n from pg_stat_activity a
      where a.datname = current_database() and a.pid <> pg_backend_pid() and a.backend_type = 'client backend'
    `,
  )
  return n > 0
}
