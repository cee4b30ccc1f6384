import { LOCAL } from '../src/api/actor.ts'
import { usersErase } from '../src/api/methods/users.erase.ts'
import { openEmbedded, openPostgres } from '../src/store/db.ts'
import { SOURCE_JOBS } from './source.ts'

/** What a child is to do: erase a person, in a database on a server or in a folder. */
export interface EraseTask {
  url?: string
  folder?: string
  email: string
  /** Whether to do it twice as a dry run before, and to say how many milliseconds the second took. */
  rehearse: boolean
}

const { url, folder, email, rehearse }: EraseTask = JSON.parse(process.argv[2] ?? '{}')
const database = url === undefined ? await openEmbedded({ folder }) : await openPostgres(url)
if (rehearse) await erase(true) // the first takes several times as long: all is read and compiled
const began = performance.now()
if (rehearse) await erase(true)
process.stdout.write(`${performance.now() - began}\n`)
await erase(false)
await database.close()

function erase(dry_run: boolean) {
  return usersErase.run(
    { email, dry_run },
    {
      database,
      db: database.db,
      actor: LOCAL,
      now: new Date(),
      sources: SOURCE_JOBS,
      imports: { stage: refuse, apply: refuse, undo: refuse },
      file: undefined,
      forgetActors() {},
    },
  )
}

function refuse(): never {
  throw new Error('An erasure imports nothing.')
}
