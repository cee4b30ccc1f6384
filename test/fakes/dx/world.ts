/** A user of the workspace, as users.list tells it. */
export interface DxUser {
  id: string
  name: string | null
  email: string | null
  github_username: string | null
  gitlab_username: string | null
  additional_github_username: string | null
  attributes: { name: string; value: string }[]
  deleted_at: string | null
  roles: unknown[]
}

/** An attribute; its values hang on the users. */
export interface DxAttribute {
  name: string
  type: 'admin_managed' | 'self_reported' | 'dx_managed'
  hidden: boolean
  privileged: boolean
}

export interface DxTeam {
  id: string
  name: string
  parent_id: string | null
  reference_id: string | null
  lead: string | null
  contributors: (string | null)[]
}

export interface DxToken {
  token_type: 'account_web_api_token' | 'personal_access_token'
  scopes: string[]
  /** Whether its user may see privileged attributes. */
  privileged: boolean
}

/** What the workspace holds; changes hold from the next request on. */
export interface World {
  users: DxUser[]
  attributes: DxAttribute[]
  /** Groups of people, with the addresses of their members. */
  groups: { name: string; members: string[] }[]
  teams: DxTeam[]
  tokens: Record<string, DxToken>
}

const SCOPES = ['snapshots:read', 'users:read', 'users:write', 'user_groups:read']

/** Tokens that every fake has: of the organization, without groups, and of somebody who may see everything. */
export const TOKENS: World['tokens'] = {
  organization: { token_type: 'account_web_api_token', scopes: SCOPES, privileged: false },
  reader: {
    token_type: 'account_web_api_token',
    scopes: ['snapshots:read', 'users:read'],
    privileged: false,
  },
  teams: { token_type: 'account_web_api_token', scopes: ['snapshots:read'], privileged: false },
  personal: { token_type: 'personal_access_token', scopes: SCOPES, privileged: true },
}

/** An id as DX has it: base64 of a number, without padding. */
export const dxId = (number: number): string => btoa(String(number)).replaceAll('=', '')

/** A user with nothing but an address. */
export function dxUser(number: number, fields: Partial<DxUser> = {}): DxUser {
  return {
    id: dxId(number),
    name: `Person ${number}`,
    email: `person${number}@example.com`,
    github_username: null,
    gitlab_username: null,
    additional_github_username: null,
    attributes: [],
    deleted_at: null,
    roles: [{ name: 'Contributor', description: '' }],
    ...fields,
  }
}

/** So many users, numbered from 1. */
export const dxUsers = (count: number): DxUser[] =>
  Array.from({ length: count }, (_, n) => dxUser(n + 1))

/** An attribute that an administrator keeps and everybody sees. */
export const dxAttribute = (name: string, fields: Partial<DxAttribute> = {}): DxAttribute => ({
  name,
  type: 'admin_managed',
  hidden: false,
  privileged: false,
  ...fields,
})

/** A team at the top, with nobody in it. */
export const dxTeam = (number: number, fields: Partial<DxTeam> = {}): DxTeam => ({
  id: dxId(number),
  name: `Team ${number}`,
  parent_id: null,
  reference_id: null,
  lead: null,
  contributors: [],
  ...fields,
})
