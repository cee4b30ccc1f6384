/** What an identity provider says of the person who signs in. */
export interface Claims {
  issuer: string
  /** The provider's own name for the person, which stays. */
  subject: string
  /** Only an address of which the provider says that it is the person's. */
  email: string | undefined
  /** An address was told, but nobody vouches for it. */
  unverified: boolean
  groups: string[]
}

/** One document of claims: an ID token, or the answer to a question about the user. */
export type ClaimsDocument = Readonly<Record<string, unknown>>

/**
 * The address that a document tells and vouches for, by `email_verified` or, as Entra does, by `xms_edov`: the owner of its
 * domain is verified. Both must stand in the same document, or one would vouch for the address of another.
 */
export function verifiedEmail(document: ClaimsDocument): string | undefined {
  const { email, email_verified, xms_edov } = document
  return typeof email === 'string' && (isTrue(email_verified) || isTrue(xms_edov))
    ? email
    : undefined
}

/** The groups in a document; undefined when it does not speak of them. One group may come without a list around it. */
export function groupsIn(document: ClaimsDocument, claim: string): string[] | undefined {
  const groups = document[claim]
  if (typeof groups === 'string') return [groups]
  return Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : undefined
}

/** Some providers write booleans as text, Entra as 1. */
function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === 'true' || value === '1'
}
