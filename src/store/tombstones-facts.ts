/*
 * Of whom a fact speaks, and what is left of it without some of them. All facts of people have an address, usernames, or the
 * account of somebody at a source; some name further people, whom they can do without.
 */

/** What a person is known by: an address (`email`), or a name at a source, whose key is the kind. */
export interface Identifier {
  kind: string
  value: string
}

/** What is left of a fact; undefined where it is about such a person as a whole. */
export interface Sifted<T> {
  fact: T | undefined
  /** Whether something was taken out of it, or all of it. */
  sifted: boolean
}

type Erased = (it: Identifier) => boolean
type Fields = Record<string, unknown>

/** How the kind of an identifier is called that a source itself gave, beside the usernames there. */
export const externalKind = (source: string): string => `${source}#id`

const USERNAMES: Readonly<Record<string, string>> = {
  github_username: 'github',
  additional_github_username: 'github',
  gitlab_username: 'gitlab',
  coder_username: 'coder',
}

/** Lists whose entries name further people: addresses, or things with an account, or accounts. */
const LISTS = ['reviews', 'members', 'member_accounts']

/** Of services and pipelines, which stay without whoever started them. */
const isOfService = (fact: Fields) => 'environment' in fact || 'queued_at' in fact

const ADDRESS = /[^\s"'<>,;:()[\]]+@[^\s"'<>,;:()[\]]+/g
const NOREPLY = /^(?:\d+\+)?([^@+]+)@users\.noreply\.github\.com$/i

/** Everything in a fact, or in a line that is none, by which people are known. */
export function identifiersIn(fact: unknown, source: string): Identifier[] {
  if (typeof fact === 'string') return (fact.match(ADDRESS) ?? []).flatMap(ofAddress)
  if (!isFields(fact)) return []
  const { account, lead_email } = fact
  const listed = LISTS.flatMap((list) => asList(fact[list])).flatMap((it) => ofEntry(it, source))
  return [
    ...ofSubject(fact, source),
    ...ofAccount(account, source),
    ...texts(lead_email).flatMap(ofAddress),
    ...listed,
  ]
}

/** What is left of a fact, or of a line that is none, without erased people. */
export function sift<T>(fact: T, source: string, erased: Erased): Sifted<T> {
  if (typeof fact === 'string' || !isFields(fact)) {
    const whole = identifiersIn(fact, source).some(erased)
    return { fact: whole ? undefined : fact, sifted: whole }
  }
  if (ofSubject(fact, source).some(erased)) return { fact: undefined, sifted: true }
  const left: Fields = { ...fact }
  let sifted = false
  if (ofAccount(fact.account, source).some(erased)) {
    if (!isOfService(fact)) return { fact: undefined, sifted: true }
    delete left.account
    sifted = true
  }
  if (texts(fact.lead_email).flatMap(ofAddress).some(erased)) {
    delete left.lead_email
    sifted = true
  }
  for (const list of LISTS.filter((name) => name in fact)) {
    const all = asList(fact[list])
    const others = all.filter((it) => !ofEntry(it, source).some(erased))
    left[list] = others
    sifted ||= others.length < all.length
  }
  return { fact: sifted ? (left as T) : fact, sifted }
}

function ofSubject(fact: Fields, source: string): Identifier[] {
  const addresses = [...texts(fact.email), ...asList(fact.aliases).flatMap(texts)]
  const usernames = Object.entries(USERNAMES).flatMap(([field, kind]) =>
    texts(fact[field]).map((value) => ({ kind, value })),
  )
  return [...addresses.flatMap(ofAddress), ...usernames, ...ofRepo(fact.repo, source)]
}

/** A repository under somebody's own name is theirs, whoever works in it. */
function ofRepo(repo: unknown, source: string): Identifier[] {
  const [owner, ...path] = texts(repo).flatMap((it) => it.split('/'))
  return owner && path.length > 0 ? [{ kind: source, value: owner }] : []
}

function ofEntry(it: unknown, source: string): Identifier[] {
  if (typeof it === 'string') return ofAddress(it)
  return isFields(it) && 'account' in it ? ofAccount(it.account, source) : ofAccount(it, source)
}

function ofAccount(account: unknown, source: string): Identifier[] {
  if (!isFields(account)) return []
  const { email, username, external_id } = account
  return [
    ...texts(email).flatMap(ofAddress),
    ...texts(username).flatMap((value) => [{ kind: source, value }, ...ofAddress(value)]),
    ...texts(external_id).map((value) => ({ kind: externalKind(source), value })),
  ]
}

/** An address, and the username at GitHub that some hold. */
function ofAddress(value: string): Identifier[] {
  if (!value.includes('@')) return []
  const username = NOREPLY.exec(value)?.[1]
  return [{ kind: 'email', value }, ...(username ? [{ kind: 'github', value: username }] : [])]
}

const isFields = (it: unknown): it is Fields =>
  typeof it === 'object' && it !== null && !Array.isArray(it)
const asList = (it: unknown): unknown[] => (Array.isArray(it) ? it : [])
const texts = (it: unknown): string[] => (typeof it === 'string' && it !== '' ? [it] : [])
