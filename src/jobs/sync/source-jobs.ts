import type { Check } from '../../connectors/connector.ts'
import { SourceError } from '../../connectors/source-error.ts'
import { AppError } from '../../errors.ts'
import type { Database } from '../../store/db.ts'
import type { SourceRow } from '../../store/sources.ts'
import type { SyncRow } from '../../store/syncs.ts'
import { type AskedPush, pushTo } from '../push/push-to.ts'
import { keepFacts } from './keep-facts.ts'
import { type ReadDeps, readSource } from './read-source.ts'
import { contextOf, drySync } from './run.ts'
import { type Progress, toldCalls } from './told-calls.ts'

/** What work on sources needs beside the database. */
export interface Means extends Omit<ReadDeps, 'database' | 'secretKey' | 'began'> {
  /** Opens the secrets of sources; throws where there is no key. */
  secretKey: () => string
}

type Told = (progress: Progress) => void
type Asked = { kind: string; settings: unknown; secret: unknown }
type Delivered = Parameters<typeof keepFacts>[2]

/** Work on sources that ends before it answers. */
export function sourceJobs(means: Means) {
  const depsOf = (database: Database): ReadDeps => ({
    ...means,
    database,
    secretKey: means.secretKey(),
  })
  return {
    secretKey: means.secretKey,
    /** Tries what a run would do. */
    async test(database: Database, asked: Asked, told?: Told): Promise<Check[]> {
      const deps = { ...means, database, secretKey: '' } // the secret is open already
      const { connector, context } = await contextOf(deps, asked)
      return connector.test({ ...context, fetch: toldCalls(context.fetch, told) })
    },
    /** Reads a source to its end, and gives the id of the run. */
    async run(
      database: Database,
      asked: { source_id: number; asked_by: string },
    ): Promise<SyncRow['id']> {
      return (await readSource(depsOf(database), asked)).id
    },
    /** Counts what a run would read. */
    count: (database: Database, source_id: number, told?: Told) =>
      drySync(depsOf(database), source_id, told).catch(tell),
    /** Brings attributes at a source to what people have here. */
    push: (database: Database, asked: AskedPush, told?: Told) =>
      pushTo(depsOf(database), asked, told).catch(tell),
    /** Does work for which nobody waits here; it has ended all the same. */
    aside: (work: () => Promise<void>): Promise<void> => work(),
    /** Keeps what a source tells by itself. */
    async keep(database: Database, source: SourceRow, told: Delivered): Promise<void> {
      await keepFacts(database, source, told)
      means.brought()
    },
    /** Nothing is planned here. */
    changed: () => {},
  }
}

/** What a source does wrong while somebody waits for it is an answer in the source's words. */
function tell(error: unknown): never {
  if (!(error instanceof SourceError)) throw error
  throw new AppError('source_failed', error.message, { code: error.code }, error)
}
