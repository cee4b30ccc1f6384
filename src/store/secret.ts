import { createHash, randomBytes } from 'node:crypto'

/** A new secret of 256 random bits, as text that can stand in a header or an address. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url')
}

/** What is kept of a secret: its SHA-256, in hexadecimal. A secret is random, so it needs no salt. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
