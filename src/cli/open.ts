import type { Config } from '../config.ts'
import { type Database, openEmbedded, openPostgres } from '../store/db.ts'
import { migrate } from '../store/migrate.ts'

/** Opens the database of the settings, brought to the newest schema. */
export async function openDatabase({
  DATABASE_URL,
  FACET_DATA,
}: Pick<Config, 'DATABASE_URL' | 'FACET_DATA'>): Promise<Database> {
  const database = DATABASE_URL
    ? await openPostgres(DATABASE_URL)
    : await openEmbedded({ folder: FACET_DATA })
  await migrate(database)
  return database
}

/** Opens the database for a piece of work and closes it after, however that ends. */
export async function withDatabase<T>(
  config: Config,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(config)
  return work(database).finally(() => database.close())
}
