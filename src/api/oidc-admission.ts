import { dayIn } from '../model/index.ts'
import * as admins from '../store/admins.ts'
import * as audit from '../store/audit.ts'
import type { Db } from '../store/db.ts'
import * as documents from '../store/documents.ts'
import * as oidc from '../store/oidc.ts'
import * as sessions from '../store/sessions.ts'
import * as settings from '../store/settings.ts'
import * as users from '../store/users.ts'
import type { Claims } from './oidc-claims.ts'
import { oidcRefusal } from './oidc-refusal.ts'
import type { OidcSettings } from './oidc-settings.ts'

/**
 * The secret of a session of the person of whom a provider says this, who is or is no administrator from now on as the provider
 * says. Throws when that is nobody here, or somebody who may not come in.
 */
export async function admit(
  tx: Db,
  claims: Claims,
  provider: OidcSettings,
  now: Date,
): Promise<string> {
  const user = await personOf(tx, claims, provider, now)
  const isMember = claims.groups.some((group) => group === provider.admin_group)
  await settleAdmin(tx, { issuer: claims.issuer, user, isMember, now })
  await audit.record(tx, {
    actor: `user:${user.id}`,
    action: 'signIn',
    object: `user:${user.id}`,
    details: { issuer: claims.issuer },
  })
  return sessions.begin(tx, user.id, now)
}

/** Whom the provider knows by its own name; at the first sign-in the person of the address for which it vouches. */
async function personOf(
  tx: Db,
  claims: Claims,
  { name }: OidcSettings,
  now: Date,
): Promise<users.UserRow> {
  const known = await oidc.userOf(tx, claims)
  if (!known && claims.email === undefined)
    throw oidcRefusal(claims.unverified ? 'unverified_email' : 'no_email', name)
  const user = known ?? (await users.findBy(tx, 'email', claims.email ?? ''))
  if (!user) throw oidcRefusal('unknown_person', name)
  if (user.deleted_at) throw oidcRefusal('deactivated', name)
  if (!known) await oidc.link(tx, claims, user.id, now)
  return user
}

interface Membership {
  issuer: string
  user: users.UserRow
  /** Of the group whose members are administrators. */
  isMember: boolean
  now: Date
}

/** Makes an administrator of a member who is none, and takes from others what a sign-in gave them: no more. */
async function settleAdmin(tx: Db, { issuer, user, isMember, now }: Membership): Promise<void> {
  const is = await oidc.administrator(tx, issuer, user.id)
  if (isMember ? is !== 'not' : is !== 'by_provider') return
  const { time_zone } = await settings.read(tx)
  const today = dayIn(time_zone, now)
  const entry = await audit.record(tx, {
    actor: 'server',
    action: isMember ? 'signIn.giveAdmin' : 'signIn.takeAdmin',
    object: `user:${user.id}`,
    details: { issuer },
  })
  if (isMember) {
    await admins.makeAdmin(tx, { entry, import_id: null, source: 'oidc', today }, user)
    await oidc.noteAdmin(tx, issuer, user.id, entry)
  } else {
    await documents.touch(tx, [user.id])
    await oidc.takeAdmin(tx, issuer, user.id)
    await documents.refresh(tx, today)
  }
}
