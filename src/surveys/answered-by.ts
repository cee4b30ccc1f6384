import type { Db } from '../store/db.ts'
import * as waves from '../store/survey-waves.ts'
import { openKey, pseudonymOf, type SecretKey } from './wave-keys.ts'

/** The names by which the answers and the comments of a run of a survey know a person. */
export interface AnsweredBy {
  wave_id: number
  pseudonym: string
  comment_key: string
}

/**
 * What a person is called in the runs of surveys whose keys are still there; the answers of others nobody can tell any more.
 * Throws `invalid_config` where there are keys that cannot be opened.
 */
export async function answeredBy(
  db: Db,
  user_id: number,
  secretKey: SecretKey,
): Promise<AnsweredBy[]> {
  const names: AnsweredBy[] = []
  for (const { id: wave_id, keyed } of await waves.list(db)) {
    const key = keyed ? await openKey(db, wave_id, secretKey) : undefined
    if (key === undefined) continue
    const [pseudonym, comment_key] = [
      pseudonymOf(key, user_id, 'answers'),
      pseudonymOf(key, user_id, 'comments'),
    ]
    names.push({ wave_id, pseudonym, comment_key })
  }
  return names
}
