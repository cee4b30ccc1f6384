import type { Config } from '../config.ts'

/** The identity provider that people sign in with, and what its groups mean here. */
export interface OidcSettings {
  issuer: string
  client_id: string
  /** Undefined: a public client. */
  client_secret: string | undefined
  /** What people call it. */
  name: string
  groups_claim: string
  /** Its members are administrators. Undefined: it makes nobody one. */
  admin_group: string | undefined
}

/** The provider of the settings; undefined when none is set. */
export function oidcSettings(config: Config): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client_id } = config
  if (issuer === undefined || client_id === undefined) return undefined
  return {
    issuer,
    client_id,
    client_secret: config.OIDC_CLIENT_SECRET,
    name: config.OIDC_NAME,
    groups_claim: config.OIDC_GROUPS_CLAIM,
    admin_group: config.OIDC_ADMIN_GROUP,
  }
}
