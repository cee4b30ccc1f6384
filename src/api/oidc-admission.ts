import { dayIn } from '../model/index.ts'
import * as audit from '../store/audit.ts'
import type { Db } from '../store/db.ts'
import * as groupRoles from '../store/group-roles.ts'
import * as oidc from '../store/oidc.ts'
import * as sessions from '../store/sessions.ts'
import * as settings from '../store/settings.ts'
import * as users from '../store/users.ts'
import type { Claims } from './oidc-claims.ts'
import { oidcRefusal } from './oidc-refusal.ts'
import type { OidcSettings } from './oidc-settings.ts'

/**
 * The secret of a session of the person of whom a provider says this, who has the roles of the groups that it tells from now
 * on; the last Workspace Admin stays one. Throws when that is nobody here, or somebody who may not come in.
 */
export async function admit(
  tx: Db,
  claims: Claims,
  provider: OidcSettings,
  now: Date,
): Promise<string> {
  const user = await personOf(tx, claims, provider, now)
  const entry = await audit.record(tx, {
    actor: `user:${user.id}`,
    action: 'signIn',
    object: `user:${user.id}`,
    details: { issuer: claims.issuer },
  })
  await oidc.tellGroups(tx, claims.issuer, user.id, {
    groups: claims.groups,
    administrator: claims.groups.some((group) => group === provider.admin_group),
  })
  const { time_zone } = await settings.read(tx)
  const by = { entry, import_id: null, source: 'oidc', today: dayIn(time_zone, now) }
  await groupRoles.settle(tx, by, [user.id], { last: 'left' })
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
