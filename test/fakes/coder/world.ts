import type { Person, Role } from './people.ts'
import type { Profile } from './profile.ts'

/** All that an answer of the fake depends on; a test may change it between requests. */
export interface World {
  profile: Profile
  now: () => Date
  /** In order of their names: whoever is taken out is deleted. */
  people: Person[]
  /** Seconds of connected time from one instant to another. */
  connected: (person: Person, from: number, to: number) => number
  /** `CODER_STATS_COLLECTION_USAGE_STATS_ENABLE`, of which only the answers are faked. */
  insights: boolean
  licensed: boolean
  tasks: boolean
  /** Requests a minute to one path with one token; absent: as many as wanted. */
  rate_limit?: { requests: number; retry_after: boolean }
}

/** What a role may do, of the things that the fake asks for. */
export type Right = 'users' | 'insights' | 'workspaces' | 'groups' | 'deployment' | 'ai'

const RIGHTS: Record<Role, Right[]> = {
  owner: ['users', 'insights', 'workspaces', 'groups', 'deployment', 'ai'],
  auditor: ['users', 'insights', 'groups', 'deployment', 'ai'],
  'template-admin': ['users', 'insights', 'workspaces', 'groups'],
  'user-admin': ['users', 'groups'],
}

/** Whether one of somebody's roles has a right; a mere member has none. */
export function may(person: Person, right: Right): boolean {
  return person.roles.some((role) => RIGHTS[role].includes(right))
}

/** What Coder answers when it refuses: a status and its words. */
export interface Refusal {
  status: 400 | 401 | 403 | 404 | 429
  body: { message: string; detail?: string; validations?: { field: string; detail: string }[] }
}

/** The answer to those who may not see something, or ask for what is not there. */
export const NOT_FOUND: Refusal = {
  status: 404,
  body: { message: 'Resource not found or you do not have access to this resource' },
}

export const NO_ROUTE: Refusal = { status: 404, body: { message: 'Route not found.' } }

/** The answer to those whose licence lacks a feature. */
export function unlicensed(feature: string): Refusal {
  return { status: 403, body: { message: `${feature} is a Premium feature. Contact sales!` } }
}

/** The answer to a value that Coder cannot read. */
export function invalid(
  validations: { field: string; detail: string }[],
  message = 'Query parameters have invalid values.',
): Refusal {
  return { status: 400, body: { message, validations } }
}
