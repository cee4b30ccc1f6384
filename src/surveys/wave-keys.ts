import { createHmac, randomBytes } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Db } from '../store/db.ts'
import { seal, unseal } from '../store/sealed.ts'
import * as waves from '../store/survey-waves.ts'

/** Gives the key of the installation, by which the keys of surveys are sealed. Throws where there is none. */
export type SecretKey = (() => string) | undefined

/** What makes people of one run of a survey, and of no other, into pseudonyms. */
export type WaveKey = string

/** Makes the key of a run and keeps it, sealed. */
export async function makeKey(tx: Db, wave_id: number, secretKey: SecretKey): Promise<WaveKey> {
  const key = randomBytes(32).toString('base64url')
  const sealed = seal(key, { key: opener(secretKey), owner: ownerOf(wave_id) })
  await waves.keepKey(tx, wave_id, sealed)
  return key
}

/** The key of a run; undefined once it is destroyed. Throws `invalid_config` when it was sealed by another key. */
export async function openKey(
  db: Db,
  wave_id: number,
  secretKey: SecretKey,
): Promise<WaveKey | undefined> {
  const sealed = await waves.sealedKey(db, wave_id)
  if (sealed === undefined) return undefined
  return String(unseal(sealed, { key: opener(secretKey), owner: ownerOf(wave_id) }))
}

/**
 * Whom the answers of a run know a person by: HMAC-SHA-256 (RFC 2104) of the person by the key of the run. Comments are
 * kept under another name, so that they cannot be laid beside the answers.
 */
export function pseudonymOf(key: WaveKey, user_id: number, of: 'answers' | 'comments'): string {
  return createHmac('sha256', key).update(`${of}:${user_id}`).digest('base64url')
}

function opener(secretKey: SecretKey): string {
  if (secretKey) return secretKey()
  throw new AppError(
    'invalid_config',
    'Answers to surveys need the key of the installation, FACET_SECRET, by which they are kept apart from names.',
  )
}

const ownerOf = (wave_id: number) => `survey:${wave_id}`
