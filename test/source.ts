import { sourceJobs } from '../src/jobs/sync/source-jobs.ts'
import * as audit from '../src/store/audit.ts'
import type { Database } from '../src/store/db.ts'
import { transaction } from '../src/store/db.ts'
import { seal } from '../src/store/sealed.ts'
import * as sources from '../src/store/sources.ts'

/** The key with which tests seal secrets. */
export const SECRET_KEY = 'a key for tests'

/** A source, as an administrator adds it. */
export function givenSource(
  database: Database,
  {
    kind,
    name,
    settings,
    secret,
    schedule = null,
  }: {
    kind: string
    name: string
    settings: Record<string, unknown>
    secret: unknown
    schedule?: string | null
  },
): Promise<number> {
  return transaction(database.db, async (tx) => {
    const entry = await audit.record(tx, { actor: 'test', action: 'sources.create' })
    const { id } = await sources.create(tx, { kind, name, settings, schedule }, entry)
    const sealed = seal(secret, { key: SECRET_KEY, owner: `source:${id}` })
    await sources.update(tx, id, { secret: sealed }, entry)
    return id
  })
}

/** The work on sources as a command line does it: a run has ended when it answers. */
export const SOURCE_JOBS = sourceJobs({
  secretKey: () => SECRET_KEY,
  now: () => new Date('2026-08-20T09:30:00Z'),
  wait: async () => {},
  brought: () => {},
})
