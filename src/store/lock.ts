import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '../errors.ts'

export interface Lock {
  release(): void
}

/**
 * Holds the folder for this process until it ends, however it ends: an exclusive transaction on a small SQLite file
 * rests on the operating system's file lock, which kill -9 releases too. The embedded database itself takes none, and
 * two processes in one folder would lose acknowledged rows. Throws `database_locked`.
 */
export function lockFolder(folder: string): Lock {
  const file = new DatabaseSync(join(folder, 'lock.sqlite'))
  try {
    file.exec('pragma busy_timeout = 0; begin exclusive')
  } catch (error) {
    file.close()
    throw new AppError(
      'database_locked',
      `Another process uses the data in ${folder}. Stop it, or set FACET_DATA to another folder.`,
      {},
      error,
    )
  }
  return { release: () => file.close() }
}
