import type { Person } from './people.ts'
import type { Profile } from './profile.ts'
import { search } from './search.ts'
import { invalid, may, type Refusal, type World } from './world.ts'

const AVATAR = 'https://avatars.example.com/'
const NAMES = {
  owner: 'Owner',
  auditor: 'Auditor',
  'template-admin': 'Template Admin',
  'user-admin': 'User Admin',
}

/** The answer of `GET /users`: everybody if no limit is given, and only the caller to those who may not see users. */
export function listUsers(world: World, caller: Person, query: URLSearchParams) {
  const page = pageOf(query)
  if ('body' in page) return page
  const found = search(world, query.get('q') ?? '')
  if (!Array.isArray(found)) return found
  const seen = may(caller, 'users') ? found : found.filter(({ id }) => id === caller.id)
  const rest = after(seen, query.get('after_id'))
  const users = rest.slice(page.offset, page.limit ? page.offset + page.limit : undefined)
  // The count stands in a column of the rows: a page without rows has none, and one after an id counts what is left.
  const count = users.length > 0 ? rest.length : 0
  return { users: users.map((person) => userOf(person, world.profile)), count }
}

function after(people: Person[], id: string | null): Person[] {
  if (!id) return people
  const at = people.findIndex((person) => person.id === id)
  return at < 0 ? [] : people.slice(at + 1)
}

/** `limit` and `offset` of a query; absent and 0 are the same. */
export function pageOf(query: URLSearchParams): { limit: number; offset: number } | Refusal {
  const faults = ['limit', 'offset'].flatMap((field) => {
    const text = query.get(field) || '0'
    if (/^\d+$/.test(text) && Number(text) < 2 ** 31) return []
    const detail = `Query param "${field}" must be a valid 32-bit positive integer: strconv.ParseInt: parsing "${text}": invalid syntax`
    return [{ field, detail }]
  })
  if (faults.length > 0) return invalid(faults)
  return { limit: Number(query.get('limit')), offset: Number(query.get('offset')) }
}

/** Services have no address, but before they were known as such they had one as everybody. */
function emailOf({ email, username }: Person, { fields }: Profile): string {
  return email || fields.includes('is_service_account') ? email : `${username}@example.com`
}

/** A user with the fields that a version has; what is empty may be left out. */
export function userOf(person: Person, profile: Profile): Record<string, unknown> {
  const later = {
    name: person.name,
    theme_preference: '',
    updated_at: person.updated_at,
    is_service_account: person.service || undefined,
    has_ai_seat: false,
  }
  const user: Record<string, unknown> = {
    id: person.id,
    username: person.username,
    avatar_url: person.number % 2 === 0 ? `${AVATAR}${person.number}.png` : '',
    email: emailOf(person, profile),
    created_at: person.created_at,
    last_seen_at: person.last_seen_at,
    status: person.status,
    login_type: person.login_type,
    organization_ids: person.organization_ids,
    roles: person.roles.map((name) => ({ name, display_name: NAMES[name] })),
  }
  for (const field of profile.fields) user[field] = later[field]
  const empty = profile.omits_empty ? ['name', 'avatar_url'] : []
  for (const field of empty) if (user[field] === '') delete user[field]
  return user
}
