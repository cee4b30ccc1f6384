/** What the fake group has. */
export interface World {
  group: string
  members: FakeUser[]
  projects: FakeProject[]
}

export interface FakeUser {
  id: number
  username: string
  name: string
  state?: string
  bot?: boolean
  publicEmail?: string
}

export interface FakeProject {
  id: number
  path: string
  archived?: boolean
  mergeRequests: FakeMergeRequest[]
  deployments: FakeDeployment[]
  pipelines: FakePipeline[]
}

export interface FakeMergeRequest {
  id: number
  iid: number
  title: string
  author: FakeUser
  created_at: string
  updated_at: string
  merged_at?: string
  closed_at?: string
  draft?: boolean
  sha?: string
  merge_commit_sha?: string
  squash_commit_sha?: string
  notes: { body: string; system: boolean; created_at: string; author: FakeUser }[]
  files: { path: string; additions: number; deletions: number }[] | null
  /** The newest first. */
  commits: { authoredDate: string; authorEmail: string; message?: string; username?: string }[]
}

export interface FakeDeployment {
  id: number
  status: string
  sha: string
  created_at: string
  updated_at: string
  finished_at?: string
  user: FakeUser
  environment: { name: string; tier?: string }
}

export interface FakePipeline {
  id: number
  status: string
  ref: string
  sha: string
  createdAt: string
  updatedAt: string
  startedAt?: string
  finishedAt?: string
  user: FakeUser
}

/** A person at the fake GitLab. */
export const person = (username: string, id: number, more: Partial<FakeUser> = {}): FakeUser => ({
  id,
  username,
  name: username[0]?.toUpperCase() + username.slice(1),
  ...more,
})

/** An instant so many minutes after the beginning of 2026. */
export const minute = (minutes: number): string =>
  new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString()

/** A merge request that was merged an hour after it was opened, at so many minutes of 2026. */
export const merged = (
  id: number,
  author: FakeUser,
  at: number,
  more: Partial<FakeMergeRequest> = {},
): FakeMergeRequest => ({
  id,
  iid: id % 1000,
  title: `Change ${id}`,
  author,
  created_at: minute(at),
  updated_at: minute(at + 60),
  merged_at: minute(at + 60),
  notes: [],
  files: [{ path: 'src/main.rb', additions: 10, deletions: 2 }],
  commits: [{ authoredDate: minute(at - 120), authorEmail: 'somebody@example.org' }],
  ...more,
})

/** A project with these merge requests, and nothing else unless told. */
export const project = (
  id: number,
  path: string,
  mergeRequests: FakeMergeRequest[] = [],
  more: Partial<FakeProject> = {},
): FakeProject => ({ id, path, mergeRequests, deployments: [], pipelines: [], ...more })

/** A group with these projects, and no members unless told. */
export const world = (projects: FakeProject[], members: FakeUser[] = []): World => ({
  group: 'acme',
  members,
  projects,
})
