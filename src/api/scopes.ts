import * as z from 'zod'

/** What a token or a person may be allowed to do, with the words that explain it. A closed list: add a right here or not at all. */
export const SCOPES = {
  'snapshots:read': 'Read teams, attributes and survey results. Every organization token has it.',
  'snapshots:admin': 'Administer surveys and the team hierarchy.',
  'users:read': 'Read people.',
  'users:write': 'Change people, their attributes and their links.',
  'user_groups:read': 'Read groups of people.',
  'user_groups:write': 'Change groups of people.',
  'catalog:read': 'Read the catalog.',
  'catalog:write:entities': 'Change the catalog.',
  'scorecards:read': 'Read scorecards.',
  'scorecards:write': 'Change scorecards.',
  'workflows:read': 'Read workflows and their runs.',
  'workflowRuns:trigger': 'Start workflow runs.',
  'workflowRuns:writeEvents': 'Report on workflow runs.',
  'datacloud:query': 'Run SQL queries.',
  'studio:reports:read': 'Read saved queries.',
  'studio:reports:write': 'Change saved queries.',
  'platformx:manage': 'Manage projects of in-the-moment questions.',
  'imports:read': 'Read imports, refused lines included.',
  'imports:write': 'Import files, and take imports back.',
  'sources:read': 'Read how sources stand, what they leave out included.',
  'sources:write': 'Add, change, read and remove sources.',
  'reports:read': 'Run reports.',
  'reports:write': 'Save reports.',
  admin: 'Manage tokens, sign-in links, attributes and settings.',
  scim: 'Provision people and groups by SCIM, as an identity provider does.',
} as const

export type Scope = keyof typeof SCOPES
export const ALL_SCOPES = Object.keys(SCOPES) as [Scope, ...Scope[]]
export const Scope = z.enum(ALL_SCOPES).meta({ id: 'Scope' })

/** What anybody may do who is somebody. */
const EVERYBODY: Scope[] = [
  'snapshots:read',
  'catalog:read',
  'scorecards:read',
  'workflows:read',
  'workflowRuns:trigger',
]

/** The roles that Facet knows, and what each adds to it; any other role adds nothing. */
const ROLES: Readonly<Record<string, readonly Scope[]>> = {
  'Workspace Admin': ALL_SCOPES,
  'Privileged User': [],
  'Snapshot Admin': ['snapshots:admin'],
  'Snapshot Analyst': ['reports:read'],
  'Snapshot Observer': ['reports:read'],
  'Team Lead': ['reports:read'],
  'Database Admin': ['datacloud:query'],
  'Self-Service Admin': ['workflowRuns:writeEvents'],
  'Scorecard Admin': ['scorecards:write'],
  Contributor: [],
}

/** Names of the roles that mean something to Facet, whether or not anybody has them. */
export const KNOWN_ROLES = Object.keys(ROLES)

const BY_ROLE = new Map(Object.entries(ROLES).map(([role, scopes]) => [role.toLowerCase(), scopes]))

/** The scopes of a person with these roles, in any case of letters: those of everybody and of each role together. */
export function scopesOf(roles: string[]): Set<Scope> {
  return new Set([...EVERYBODY, ...roles.flatMap((role) => BY_ROLE.get(role.toLowerCase()) ?? [])])
}

/** Whether a person with these roles may see privileged attributes. */
export function seesPrivileged(roles: string[]): boolean {
  return roles.some((role) => ['privileged user', 'workspace admin'].includes(role.toLowerCase()))
}
