import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import { newSecret } from '../store/secret.ts'

type Place = Pick<Config, 'FACET_SECRET' | 'FACET_DATA' | 'DATABASE_URL'>

/**
 * Gives the key by which secrets of sources and keys of surveys are sealed, when it is first asked for: FACET_SECRET, or with the embedded
 * database one that is made once and kept beside it. Throws `invalid_config` for a database on a server, which others than
 * this folder may use.
 */
export function secretKeyOf(config: Place): () => string {
  let key: string | undefined
  return () => {
    key ??= config.FACET_SECRET ?? keptKey(config)
    return key
  }
}

function keptKey({ FACET_DATA, DATABASE_URL }: Place): string {
  if (DATABASE_URL)
    throw new AppError(
      'invalid_config',
      'Sources need FACET_SECRET, by which their secrets are encrypted. Set it to 16 characters or more, such as those that "openssl rand -base64 32" prints, and to the same wherever this database is used.',
    )
  mkdirSync(FACET_DATA, { recursive: true, mode: 0o700 })
  const path = join(FACET_DATA, 'secret')
  try {
    writeFileSync(path, newSecret(), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}
