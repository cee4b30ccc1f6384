import { sql } from 'kysely'
import { ALL_SCOPES, type Scope } from '../src/api/scopes.ts'
import type { PersonFact } from '../src/model/index.ts'
import * as audit from '../src/store/audit.ts'
import { type Database, one, transaction } from '../src/store/db.ts'
import { hashOf } from '../src/store/secret.ts'
import * as sessions from '../src/store/sessions.ts'
import * as tokens from '../src/store/tokens.ts'
import * as users from '../src/store/users.ts'
import { importFacts } from './facts.ts'

/** The instant at which tests of the application happen, unless they say otherwise. */
export const NOW = new Date('2026-03-02T12:00:00Z')

/** Users, as a file of people makes them. */
export async function people(database: Database, facts: PersonFact[]): Promise<void> {
  const { counts } = await importFacts(database, { kind: 'people', facts, now: NOW })
  if (counts.refused > 0) throw new Error('Some of the people given were refused.')
}

/** The id of the user of an address. */
export async function idOf({ db }: Database, email: string): Promise<number> {
  const user = await users.findBy(db, 'email', email)
  if (!user) throw new Error(`There is no user ${email}.`)
  return user.id
}

/** The secret of a token of the organisation with these scopes, or of a personal one of the user of an address. */
export async function token(
  database: Database,
  {
    scopes = ALL_SCOPES,
    email,
    expires_at = null,
  }: { scopes?: readonly Scope[]; email?: string; expires_at?: string | null } = {},
): Promise<string> {
  const user_id = email === undefined ? null : await idOf(database, email)
  return transaction(database.db, async (tx) => {
    const entry = await audit.record(tx, { actor: 'test', action: 'tokens.create' })
    const { secret } = await tokens.create(tx, entry, {
      kind: user_id === null ? 'organization' : 'personal',
      name: 'A token',
      scopes: [...scopes],
      user_id,
      expires_at,
    })
    return secret
  })
}

/** The id of the token of a secret. */
export async function tokenId({ db }: Database, secret: string): Promise<number> {
  const found = sql<{ id: number }>`select t.id from tokens t where t.hash = ${hashOf(secret)}`
  return (await one(db, found)).id
}

/** The secret of a session of the user of an address. */
export async function session(database: Database, email: string, now = NOW): Promise<string> {
  return sessions.begin(database.db, await idOf(database, email), now)
}
