import type { Person } from './people.ts'
import { invalid, type Refusal, type World } from './world.ts'

type Test = (person: Person, value: string) => boolean

const one =
  (of: (person: Person) => string): Test =>
  (person, value) =>
    of(person).toLowerCase() === value
const among =
  (of: (person: Person) => string[]): Test =>
  (person, value) =>
    value.split(',').some((word) => of(person).includes(word))
const time =
  (of: (person: Person) => string, sign: 1 | -1): Test =>
  (person, value) =>
    sign * (Date.parse(of(person)) - Date.parse(value.toUpperCase())) > 0

/** What the keys of a search compare; all of it in lower case. */
const KEYS: Record<string, Test> = {
  username: one(({ username }) => username),
  email: one(({ email }) => email),
  name: ({ name }, value) => name.toLowerCase().includes(value),
  status: among(({ status }) => [status]),
  role: among(({ roles }) => [...roles, 'member']),
  service_account: ({ service }, value) => String(service) === value,
  login_type: among(({ login_type }) => [login_type]),
  last_seen_after: time(({ last_seen_at }) => last_seen_at, 1),
  last_seen_before: time(({ last_seen_at }) => last_seen_at, -1),
  created_after: time(({ created_at }) => created_at, 1),
  created_before: time(({ created_at }) => created_at, -1),
  github_com_user_id: () => false,
}

/** The people whom a search of `GET /users` finds: `key:value` and bare words, all of which must hold. */
export function search({ people, profile }: World, q: string): Person[] | Refusal {
  const fields: readonly string[] = profile.fields
  const terms = termsOf(q.toLowerCase())
  const unknown = terms.find(
    ({ key }) =>
      key !== undefined &&
      (!Object.hasOwn(KEYS, key) ||
        (key === 'service_account' && !fields.includes('is_service_account'))),
  )
  if (unknown)
    return invalid(
      [{ field: String(unknown.key), detail: `"${unknown.key}" is not a valid query param` }],
      'Invalid user search query.',
    )
  return people.filter((person) =>
    terms.every(({ key, value }) => (key ? KEYS[key]?.(person, value) : mentions(person, value))),
  )
}

function mentions({ email, username, name }: Person, word: string): boolean {
  return [email, username, name].some((text) => text.toLowerCase().includes(word))
}

/** The terms of a search: `a:b`, `a:"b c"` and `d`. */
export function termsOf(q: string): { key?: string; value: string }[] {
  return [...q.matchAll(/(?:([^\s:"]+):)?(?:"([^"]*)"|([^\s"]+))/g)].map(
    ([, key, quoted, plain]) => ({ key, value: quoted ?? plain ?? '' }),
  )
}
