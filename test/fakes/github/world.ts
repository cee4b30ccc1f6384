/** What the fake organisation has. Instants are written as GitHub writes them, without fractions of a second. */
export interface World {
  organization: string
  members: FakeUser[]
  teams: { id: string; name: string; parent?: string; members: FakeUser[] }[]
  repositories: FakeRepository[]
}

export interface FakeUser {
  login: string
  databaseId: number
  name?: string
  type?: 'User' | 'Bot'
  /** In a verified domain of the organisation. */
  email?: string
}

export interface FakeRepository {
  id: string
  name: string
  isArchived?: boolean
  isDisabled?: boolean
  pullRequests: FakePullRequest[]
  deployments: FakeDeployment[]
  runs: FakeRun[]
}

export interface FakePullRequest {
  number: number
  title: string
  author: FakeUser | null
  createdAt: string
  updatedAt: string
  mergedAt?: string
  closedAt?: string
  isDraft?: boolean
  mergeCommit?: { oid: string; message: string }
  commits?: { authoredDate: string; message?: string; email?: string; login?: string }[]
  readyAt?: string[]
  reviews?: { state: string; submittedAt: string; author: FakeUser | null }[]
  comments?: { createdAt: string; author: FakeUser | null }[]
  files?: { path: string; additions: number; deletions: number }[]
  /** GitHub cannot answer a page that holds its details. */
  isHuge?: boolean
}

export interface FakeDeployment {
  id: string
  environment: string
  createdAt: string
  commitOid?: string
  creator?: FakeUser
  statuses: { state: string; createdAt: string }[]
}

/** A run of a workflow; `attempts` has how each of them ended, null for one that goes on. */
export interface FakeRun {
  id: number
  name: string
  head_sha: string
  created_at: string
  attempts: { conclusion: string | null; started_at: string; updated_at: string }[]
  actor: FakeUser
  pull_requests?: number[]
}

/** A person at the fake GitHub. */
export const person = (
  login: string,
  databaseId: number,
  more: Partial<FakeUser> = {},
): FakeUser => ({
  login,
  databaseId,
  name: login[0]?.toUpperCase() + login.slice(1),
  ...more,
})

/** An instant so many minutes after the beginning of 2026. */
export const minute = (minutes: number): string =>
  new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString().replace('.000Z', 'Z')

/** A pull request that was merged an hour after it was opened, at so many minutes of 2026. */
export function merged(
  number: number,
  author: FakeUser | null,
  at: number,
  more: Partial<FakePullRequest> = {},
): FakePullRequest {
  return {
    number,
    title: `Change ${number}`,
    author,
    createdAt: minute(at),
    updatedAt: minute(at + 60),
    mergedAt: minute(at + 60),
    closedAt: minute(at + 60),
    commits: [{ authoredDate: minute(at - 120) }],
    reviews: [],
    comments: [],
    files: [{ path: 'src/main.ts', additions: 10, deletions: 2 }],
    ...more,
  }
}

/** An organisation with these repositories, and nothing else unless told. */
export const world = (repositories: FakeRepository[], more: Partial<World> = {}): World => ({
  organization: 'acme',
  members: [],
  teams: [],
  repositories,
  ...more,
})

/** A repository with these pull requests, and nothing else unless told. */
export const repository = (
  name: string,
  pullRequests: FakePullRequest[] = [],
  more: Partial<FakeRepository> = {},
): FakeRepository => ({ id: `R_${name}`, name, pullRequests, deployments: [], runs: [], ...more })
