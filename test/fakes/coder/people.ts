import { mix, uuid } from './mix.ts'

export type Role = 'owner' | 'auditor' | 'template-admin' | 'user-admin'

/** Somebody with an account, with the times as they are sent. */
export interface Person {
  /** By which usage is computed. */
  number: number
  id: string
  username: string
  name: string
  email: string
  created_at: string
  updated_at: string
  last_seen_at: string
  status: 'active' | 'dormant' | 'suspended'
  login_type: string
  service: boolean
  organization_ids: string[] | null
  roles: Role[]
  usage: Usage
}

/** How somebody uses the tool: on most workdays, about one a week, one a month, around the clock, or not at all. */
export type Usage = 'daily' | 'weekly' | 'monthly' | 'overnight' | 'none'

export const ORGANIZATION = '7c60d51f-b44e-4682-87d6-449835ea4de6'
export const NEVER = '0001-01-01T00:00:00Z'
/** Owns workspaces that wait for somebody; it is in no list of users. */
export const PREBUILDS = {
  id: 'c42fdf75-3097-471c-8c33-fb52454d81c0',
  username: 'prebuilds',
}

/** Those who make lists hard to read, with the accounts whose tokens the fake gives out. */
function traps(): Person[] {
  const seen = '2026-08-20T07:12:45.98Z'
  const traps: (Partial<Person> & { username: string })[] = [
    {
      username: 'admin',
      name: 'Ada Admin',
      roles: ['owner'],
      created_at: '2024-01-15T08:30:00.123456Z',
    },
    { username: 'facet-import', name: '', roles: ['auditor'], login_type: 'none', usage: 'none' },
    { username: 'ci-bot', name: '', service: true, email: '', login_type: 'none', usage: 'daily' },
    {
      username: 'exleaver',
      name: 'Lee Leaver',
      status: 'suspended',
      last_seen_at: '2026-01-30T17:45:00Z',
      login_type: 'github',
      usage: 'none',
    },
    {
      username: 'janedoe',
      name: 'Jane "JD" Doe, PhD',
      email: 'Jane.Doe@Example.com',
      roles: ['template-admin'],
    },
    {
      username: 'never-logged-in',
      name: '',
      email: 'new.hire@example.com',
      status: 'dormant',
      last_seen_at: NEVER,
      organization_ids: null,
      usage: 'none',
    },
    { username: 'uma', name: 'Uma User-Admin', roles: ['user-admin'] },
    { username: 'member', name: 'Mia Member', last_seen_at: '2026-08-19T23:59:59.123456789Z' },
    {
      username: 'Zoe-Muller',
      name: 'Zoë Müller',
      email: 'zoe.mueller@example.com',
      status: 'dormant',
      usage: 'monthly',
    },
  ]
  return traps.map((trap, number) => ({
    number,
    id: uuid(1, number),
    name: trap.username,
    email: `${trap.username}@example.com`,
    created_at: '2024-03-01T09:00:00Z',
    updated_at: seen,
    last_seen_at: seen,
    status: 'active',
    login_type: 'oidc',
    service: false,
    organization_ids: [ORGANIZATION],
    roles: [],
    usage: 'daily',
    ...trap,
  }))
}

/** Was deleted: is in no list any more, but its days of use stay. */
export const DELETED: Person = {
  ...(traps()[8] as Person),
  number: 9,
  id: uuid(1, 9),
  username: 'gone',
  usage: 'daily',
}

const FIRST = 100
const HOUR = 60 * 60 * 1000

/** The traps and so many people more, in the order in which Coder lists them; the same for the same `now`. */
export function madePeople(count: number, now: Date): Person[] {
  const made = Array.from({ length: count }, (_, at) => madePerson(FIRST + at, now))
  return inOrder([...traps(), ...made])
}

/** In order of the lower-cased name. */
export function inOrder(people: Person[]): Person[] {
  const key = ({ username }: Person) => username.toLowerCase()
  return people.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

function madePerson(number: number, now: Date): Person {
  const usage = usageOf(mix(number, 1) % 100)
  const name = `dev-${String(number).padStart(5, '0')}`
  const hours = mix(number, 2) % (usage === 'none' ? 4000 : 100)
  const seen = now.getTime() - hours * HOUR - (mix(number, 3) % HOUR)
  const created = Date.UTC(2023, 0, 1) + (mix(number, 4) % (900 * 24)) * HOUR
  const never = usage === 'none' && number % 2 === 0
  return {
    number,
    id: uuid(1, number),
    username: number % 10 === 0 ? name.toUpperCase() : name,
    name: `Dev ${number}`,
    email: number % 7 === 0 ? `Dev.${number}@Example.com` : `dev.${number}@example.com`,
    created_at: instant(created, number),
    updated_at: instant(seen, number + 3),
    last_seen_at: never ? NEVER : instant(seen, number + 3),
    status: never ? 'dormant' : 'active',
    login_type: 'oidc',
    service: false,
    organization_ids: [ORGANIZATION],
    roles: [],
    usage,
  }
}

function usageOf(percent: number): Usage {
  if (percent < 45) return 'daily'
  if (percent < 65) return 'weekly'
  if (percent < 78) return 'monthly'
  return percent < 80 ? 'overnight' : 'none'
}

/** RFC 3339 with 0 to 9 digits after the second. */
function instant(at: number, number: number): string {
  const digits = String(mix(number, at % 1e9))
    .padEnd(9, '7')
    .slice(0, number % 10)
  const seconds = new Date(at).toISOString().slice(0, 19)
  return `${seconds}${digits && `.${digits}`}Z`
}
