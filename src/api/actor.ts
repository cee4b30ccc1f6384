import { AppError } from '../errors.ts'
import { ALL_SCOPES, type Scope } from './scopes.ts'

/** Who acts, and what they may do. */
export interface Actor {
  /** As logs and the audit log name it: `token:12`, `user:5`, `cli`. */
  id: string
  /** `local` is whoever runs the server, known by the right to open its socket or its database. */
  kind: 'organization' | 'personal' | 'session' | 'local'
  /** Name of the token or of the person. */
  name: string
  /** The person behind a personal token or a session. */
  user_id: number | null
  scopes: ReadonlySet<Scope>
  /** Whether privileged attributes are shown. */
  privileged: boolean
  /** Whether people are told by pseudonyms. */
  pseudonymous: boolean
  created_at: string | null
  expires_at: string | null
}

/** Who runs the server: every scope, and no person. */
export const LOCAL: Actor = {
  id: 'cli',
  kind: 'local',
  name: 'Command line',
  user_id: null,
  scopes: new Set(ALL_SCOPES),
  privileged: false,
  pseudonymous: false,
  created_at: null,
  expires_at: null,
}

/** Throws `not_authorized` when the actor lacks the scope that something needs. */
export function requireScope(actor: Actor, scope: Scope, needed: string): void {
  if (!actor.scopes.has(scope))
    throw new AppError('not_authorized', `${needed} needs the scope ${scope}.`)
}
