// Patterns that look back take long over long texts, and no address or name is of this length.
const LONGEST = 1000
const PARTS = /[^\s@"<>()[\]\\,;:]+/.source
const EMAIL = new RegExp(`^${PARTS}@(?:[\\p{L}\\p{N}-]+\\.)+[\\p{L}\\p{N}-]{2,}$`, 'u')
const GUEST = /^(.+)_([^_@]+)#EXT#@/i
// Excel saves TRUE and FALSE in the language of its user.
const YES = new Set('true yes y 1 t wahr vrai verdadero verdadeiro vero waar prawda'.split(' '))
const NO = new Set('false no n 0 f falsch faux falso onwaar fałsz'.split(' '))
// To ask Intl for a zone takes as long as to read fifty lines, so the answer is kept.
const zones = new Set<string>()

/**
 * The e-mail address in a cell, as it is written there; from `Name <mail>` and `mailto:mail` the mail.
 * Undefined for what cannot be one: a sensible check (one @, a dot in the domain, at most 254
 * characters), not RFC 5322.
 */
export function emailOf(text: string): string | undefined {
  if (text.length > LONGEST) return undefined
  const bare = (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).replace(/^\s*mailto:/i, '')
  const email = bare.trim().replace(/^"(.*)"$/, '$1')
  if (email.length > 254 || !EMAIL.test(email)) return undefined
  return /^\.|\.[.@]|@-|\uFFFD/.test(email) ? undefined : email
}

/**
 * The e-mail address that a login stands for, undefined for a mere name. Entra writes guests as
 * `pat_partner.example#EXT#@tenant.onmicrosoft.com`, which is `pat@partner.example`.
 */
export function emailOfLogin(login: string): string | undefined {
  if (login.length > LONGEST) return undefined
  const [, local, domain] = GUEST.exec(login) ?? []
  return emailOf(local && domain ? `${local}@${domain}` : login)
}

/** True or false, of yes, no, 1, 0, WAHR, FAUX and their like; undefined for other words. */
export function flagOf(text: string): boolean | undefined {
  const word = text.trim().toLowerCase()
  if (YES.has(word)) return true
  return NO.has(word) ? false : undefined
}

/** A whole number from 0 on; undefined for anything else, thousands separators included. */
export function countOf(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** A number from 0 on, with a point before its decimals; undefined for anything else. */
export function amountOf(text: string): number | undefined {
  return /^\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined
}

/** A user name without the `@` or the address of the site that people put before it. */
export function usernameOf(text: string): string | undefined {
  if (text.length > LONGEST) return undefined
  return text.replace(/^(https?:\/\/[^/]+\/|@)/i, '').replace(/\/+$/, '') || undefined
}

/** An IANA time zone, as it is written; undefined when there is none of that name. */
export function timeZoneOf(text: string): string | undefined {
  if (zones.has(text)) return text
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
  } catch {
    return undefined
  }
  zones.add(text)
  return text
}

/** The parts of a cell that holds several values, between `;`, `|`, `,` or line breaks. */
export function partsOf(text: string): string[] {
  return text.split(/[;|,\r\n]/).flatMap((part) => part.trim() || [])
}

/** A text that every store can keep: trimmed, without NUL and half characters. */
export function clean(text: string): string {
  const trimmed = text.trim()
  return /[\0\uD800-\uDFFF]/.test(trimmed)
    ? trimmed.toWellFormed().replaceAll('\0', '\uFFFD')
    : trimmed
}
