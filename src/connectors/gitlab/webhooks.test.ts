import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GitLabSettings } from './settings.ts'
import { factsOf, isFromGitLab } from './webhooks.ts'

const settings = GitLabSettings.parse({ group: 'acme' })
const project = { path_with_namespace: 'acme/app' }
const bob = { id: 2, username: 'bob', name: 'Bob' }

test('a delivery is GitLab’s if it has the secret, and never without one', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (secret, other) => {
      expect(isFromGitLab(secret, secret)).toBe(true)
      expect(isFromGitLab('', '')).toBe(false)
      expect(isFromGitLab(secret, null)).toBe(false)
      fc.pre(other !== secret)
      expect(isFromGitLab(secret, other)).toBe(false)
    }),
  )
})

const merge = (action: string) => ({
  object_kind: 'merge_request',
  user: bob,
  project,
  object_attributes: {
    iid: 7,
    title: 'Add a page',
    author_id: 1,
    created_at: '2026-03-02 10:00:00 UTC',
    updated_at: '2026-03-03T09:00:00Z',
    action,
    draft: false,
    source_branch: 'page',
    target_branch: 'main',
  },
})

const pull = {
  repo: 'acme/app',
  number: 7,
  account: { external_id: '1' },
  title: 'Add a page',
  opened_at: '2026-03-02T10:00:00.000Z',
  base_branch: 'main',
  head_branch: 'page',
  draft: false,
}

test('a merge request is told with its author, not with whoever acted', () => {
  expect(factsOf(merge('open'), settings)).toEqual({ pull_requests: [pull] })
  expect(factsOf(merge('merge'), settings)).toEqual({
    pull_requests: [{ ...pull, merged_at: '2026-03-03T09:00:00.000Z' }],
  })
})

test('an approval is a review by whoever acted', () => {
  expect(factsOf(merge('approved'), settings)).toEqual({
    pull_requests: [pull],
    reviews: [
      {
        repo: 'acme/app',
        number: 7,
        account: { external_id: '2', username: 'bob', name: 'Bob' },
        submitted_at: '2026-03-03T09:00:00.000Z',
        state: 'approved',
      },
    ],
  })
})

test('a comment by another is a review, one by the author or on an issue is none', () => {
  const note = (author_id: number) => ({
    object_kind: 'note',
    user: bob,
    project,
    object_attributes: { created_at: '2026-03-02 11:00:00 UTC', system: false },
    merge_request: { iid: 7, author_id },
  })
  expect(factsOf(note(1), settings).reviews).toHaveLength(1)
  expect(factsOf(note(2), settings)).toEqual({})
  const { merge_request, ...onIssue } = note(1)
  expect(factsOf(onIssue, settings)).toEqual({})
})

test('a deployment is told when it ends', () => {
  const deployment = {
    object_kind: 'deployment',
    deployment_id: 15,
    status: 'success',
    status_changed_at: '2026-03-02 13:00:00 +0200',
    environment: 'eu-1',
    environment_tier: 'production',
    user: bob,
    project,
    commit_url: `https://gitlab.test/acme/app/-/commit/${'ab'.repeat(20)}`,
  }
  expect(factsOf(deployment, settings)).toEqual({
    deployments: [
      {
        external_id: '15',
        service: 'acme/app',
        environment: 'eu-1',
        production: true,
        at: '2026-03-02T11:00:00.000Z',
        status: 'success',
        commit: 'ab'.repeat(20),
        account: { external_id: '2', username: 'bob', name: 'Bob' },
      },
    ],
  })
  expect(factsOf({ ...deployment, status: 'running' }, settings)).toEqual({})
})

test('a pipeline is told when it ends', () => {
  const pipeline = (status: string) => ({
    object_kind: 'pipeline',
    object_attributes: {
      id: 31,
      status,
      sha: 'c0ffee',
      created_at: '2026-03-02 11:00:00 UTC',
      finished_at: '2026-03-02 11:10:00 UTC',
    },
    merge_request: { iid: 7 },
    user: bob,
    project,
  })
  expect(factsOf(pipeline('failed'), settings)).toEqual({
    pipeline_runs: [
      {
        external_id: '31',
        repo: 'acme/app',
        number: 7,
        commit: 'c0ffee',
        attempt: 1,
        queued_at: '2026-03-02T11:00:00.000Z',
        finished_at: '2026-03-02T11:10:00.000Z',
        status: 'failure',
        account: { external_id: '2', username: 'bob', name: 'Bob' },
      },
    ],
  })
  expect(factsOf(pipeline('running'), settings)).toEqual({})
})

test('any other payload tells nothing, and nothing breaks', () => {
  const kinds = fc.constantFrom('merge_request', 'note', 'deployment', 'pipeline', '__proto__')
  fc.assert(
    fc.property(kinds, fc.dictionary(fc.string(), fc.jsonValue()), (object_kind, rest) => {
      expect(factsOf({ ...rest, object_kind }, settings)).toEqual({})
    }),
  )
  fc.assert(
    fc.property(fc.jsonValue(), (payload) => {
      expect(factsOf(payload, settings)).toEqual({})
    }),
  )
})
