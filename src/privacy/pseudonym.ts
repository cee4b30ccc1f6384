/** What is known of people beside their id: replaced or left out under pseudonyms. */
const USERNAMES = [
  'username',
  'github_username',
  'additional_github_username',
  'gitlab_username',
  'coder_username',
]

/** Texts of files and sources, in which anything may stand. */
const FREE_TEXTS = ['raw', 'about']

const ADDRESS = /[^\s"'<>(),;:|=]+@[^\s"'<>(),;:|=]+\.[^\s"'<>(),;:|=]+/g

/**
 * An answer with stable pseudonyms for people and accounts: "Person 12" for the one of id 12, who stays 12 everywhere. An object
 * with an address or a username is about a person or, with a source, about an account. Addresses in other texts are
 * taken out, as are lines of files. `self` is the id on the wire of the person who asks, who is called by their name.
 */
export function pseudonymised(
  answer: unknown,
  { self, numberOf }: { self: string | null; numberOf(id: string): number },
): unknown {
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return withoutAddresses(value)
    if (Array.isArray(value)) return value.map(visit)
    if (value === null || typeof value !== 'object') return value
    const told = value as Record<string, unknown>
    if (self !== null && told.id === self && 'email' in told) return told
    const visited = Object.fromEntries(
      Object.entries(told).map(([key, it]) => [
        key,
        FREE_TEXTS.includes(key) && typeof it === 'string' ? HIDDEN : visit(it),
      ]),
    )
    return isAboutSomebody(told) ? { ...visited, ...replacedIn(told, numberOf) } : visited
  }
  return visit(answer)
}

/** A text without the e-mail addresses in it. */
export function withoutAddresses(text: string): string {
  return text.includes('@') ? text.replace(ADDRESS, '[address]') : text
}

const HIDDEN = '[hidden: people go by pseudonyms here]'

function isAboutSomebody(told: Record<string, unknown>): boolean {
  return 'email' in told || USERNAMES.some((key) => key in told)
}

function replacedIn(
  told: Record<string, unknown>,
  numberOf: (id: string) => number,
): Record<string, unknown> {
  const kind = 'source' in told ? 'account' : 'person'
  const number = typeof told.id === 'string' ? ` ${numberOf(told.id)}` : ''
  const word = `${kind}${number.replace(' ', '-')}`
  const name = `${kind === 'person' ? 'Person' : 'Account'}${number}`
  const replace: Record<string, unknown> = {
    name,
    email: `${word}@pseudonym.invalid`,
    sso_email: null,
    external_id: null,
    avatar: null,
    aliases: [],
    ...Object.fromEntries(USERNAMES.map((key) => [key, word])),
  }
  return Object.fromEntries(
    Object.entries(replace).filter(
      ([key]) => key in told && (told[key] !== null || key === 'name'),
    ),
  )
}
