import { setTimeout as wait } from 'node:timers/promises'
import { runSync } from '../src/jobs/sync/run.ts'
import { openEmbedded, openPostgres } from '../src/store/db.ts'

/** What a child is to do: read a source, of a database on a server or in a folder. */
export interface SyncTask {
  url?: string
  folder?: string
  source_id: number
  secretKey: string
  now: string
}

const task: SyncTask = JSON.parse(process.argv[2] ?? '{}')
const database =
  task.url === undefined
    ? await openEmbedded({ folder: task.folder })
    : await openPostgres(task.url)
process.stdout.write('open\n')
const sync = await runSync(
  {
    database,
    secretKey: task.secretKey,
    now: () => new Date(task.now),
    wait: (ms) => wait(ms),
  },
  { source_id: task.source_id, asked_by: 'test' },
)
await database.close()
process.exitCode = sync.status === 'done' ? 0 : 1
if (sync.error) process.stderr.write(sync.error)
