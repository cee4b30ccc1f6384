import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { AppError } from '../errors.ts'

const CIPHER = 'aes-256-gcm'

/**
 * A secret as it is stored: encrypted and authenticated (AES-256-GCM, NIST SP 800-38D) with a key derived from that of the
 * installation (HKDF, RFC 5869), bound to what it belongs to, so that it cannot be moved to another row.
 */
export function seal(secret: unknown, { key, owner }: { key: string; owner: string }): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(CIPHER, derive(key), nonce).setAAD(Buffer.from(owner))
  const text = Buffer.concat([cipher.update(JSON.stringify(secret), 'utf8'), cipher.final()])
  return ['v1', nonce, cipher.getAuthTag(), text]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
    .join('.')
}

/** The secret of a sealed text. Throws `invalid_config` when it was sealed with another key. */
export function unseal(sealed: string, { key, owner }: { key: string; owner: string }): unknown {
  const [, nonce = '', tag = '', text = ''] = sealed.split('.')
  try {
    const decipher = createDecipheriv(CIPHER, derive(key), Buffer.from(nonce, 'base64url'))
      .setAAD(Buffer.from(owner))
      .setAuthTag(Buffer.from(tag, 'base64url'))
    const open = Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()])
    return JSON.parse(open.toString('utf8'))
  } catch (cause) {
    throw new AppError(
      'invalid_config',
      'Secrets of sources and keys of surveys were kept with another FACET_SECRET. Set that one again; the secret of a source can be entered anew.',
      {},
      cause,
    )
  }
}

const derive = (key: string) =>
  Buffer.from(hkdfSync('sha256', key, '', 'facet secrets of sources', 32))
