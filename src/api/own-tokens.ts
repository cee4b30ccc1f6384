import { AppError } from '../errors.ts'
import type { Actor } from './actor.ts'

/** Whose tokens an actor may manage: everybody's (undefined) with the scope admin, else a person's own. Throws `not_authorized`. */
export function managedBy({ scopes, kind, user_id }: Actor): number | undefined {
  if (scopes.has('admin')) return undefined
  if (kind === 'session' && user_id !== null) return user_id
  throw new AppError(
    'not_authorized',
    'Tokens are managed with the scope admin; your own also while you are signed in.',
  )
}
