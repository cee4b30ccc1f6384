import { AppError } from '../errors.ts'
import { toRow, toWire } from '../model/index.ts'
import { pseudonymised, withoutAddresses } from '../privacy/pseudonym.ts'
import type { Settings } from '../store/settings.ts'
import type { Actor } from './actor.ts'

/** Arguments by which people are looked for by what they are called. */
const NAMES = [
  'q',
  'email',
  'emails',
  'team_emails',
  'github_username',
  'gitlab_username',
  'username',
]

const JSON_TYPE = /^application\/(\w+\+)?json\b/

/** Whether people are told by pseudonyms to whoever has such a token or session. */
export function goesByPseudonyms(
  { pseudonyms, pseudonyms_for_tokens }: Pick<Settings, 'pseudonyms' | 'pseudonyms_for_tokens'>,
  kind: Actor['kind'],
  roles: readonly string[],
): boolean {
  if (!pseudonyms || kind === 'local') return false
  if (kind === 'organization') return pseudonyms_for_tokens
  return !roles.some((role) => role.toLowerCase() === 'workspace admin')
}

/** Throws `not_authorized` when somebody who gets pseudonyms looks for a person by name or address, which would undo them. */
export function refuseNames({ pseudonymous }: Actor, args: Record<string, unknown>): void {
  if (!pseudonymous) return
  const named = NAMES.find((name) => args[name] !== undefined && args[name] !== '')
  if (named !== undefined)
    throw new AppError(
      'not_authorized',
      `People go by pseudonyms here, so they cannot be looked for by ${named}. Ask by id, by team or by attribute.`,
    )
}

/** An answer for this actor: as it is, or with pseudonyms. */
export function answerFor({ pseudonymous, user_id }: Actor, answer: unknown): unknown {
  if (!pseudonymous) return answer
  return pseudonymised(answer, {
    self: user_id === null ? null : toWire(user_id),
    numberOf: toRow,
  })
}

/** The same for an answer that is ready to be sent: JSON with pseudonyms, other texts without addresses. */
export function readyFor(actor: Actor, body: string, type: string): string {
  if (!actor.pseudonymous) return body
  if (!JSON_TYPE.test(type)) return withoutAddresses(body)
  return JSON.stringify(answerFor(actor, JSON.parse(body)))
}
