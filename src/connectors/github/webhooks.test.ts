import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GitHubSettings } from './settings.ts'
import { factsOf, isSigned } from './webhooks.ts'

const settings = GitHubSettings.parse({ organization: 'acme' })
const repository = { full_name: 'acme/app' }
const ann = { login: 'ann', id: 1, type: 'User' }

test('the signature of GitHub’s own example holds', () => {
  const header = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'
  expect(isSigned("It's a Secret to Everybody", 'Hello, World!', header)).toBe(true)
  expect(isSigned("It's a Secret to Everybody", 'Hello, World?', header)).toBe(false)
})

test('a body is signed by its own secret alone, and never by none', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (body, secret, other) => {
      const header = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
      expect(isSigned(secret, body, header)).toBe(true)
      expect(isSigned(secret, body, header.toUpperCase())).toBe(false)
      expect(isSigned(secret, body, header.slice(0, -1))).toBe(false)
      const unsigned = `sha256=${createHmac('sha256', '').update(body).digest('hex')}`
      expect(isSigned('', body, unsigned)).toBe(false)
      expect(isSigned(secret, body, null)).toBe(false)
      fc.pre(other !== secret)
      expect(isSigned(other, body, header)).toBe(false)
    }),
  )
})

test('a pull request tells its times, not what a delivery knows only in part', () => {
  const pull_request = {
    number: 7,
    title: 'Add a page',
    user: { login: 'dependabot[bot]', id: 49_699_333, type: 'Bot' },
    created_at: '2026-03-02T10:00:00Z',
    merged_at: '2026-03-03T09:00:00Z',
    closed_at: '2026-03-03T09:00:00Z',
    draft: false,
    base: { ref: 'main' },
    head: { ref: 'page' },
    additions: 1000,
    deletions: 1,
  }
  expect(factsOf('pull_request', { action: 'closed', repository, pull_request }, settings)).toEqual(
    {
      pull_requests: [
        {
          repo: 'acme/app',
          number: 7,
          account: { external_id: '49699333', username: 'dependabot', bot: true },
          title: 'Add a page',
          opened_at: '2026-03-02T10:00:00.000Z',
          merged_at: '2026-03-03T09:00:00.000Z',
          closed_at: '2026-03-03T09:00:00.000Z',
          base_branch: 'main',
          head_branch: 'page',
          draft: false,
        },
      ],
    },
  )
})

test('a review tells who said what', () => {
  const payload = (state: string) => ({
    action: 'submitted',
    repository,
    pull_request: { number: 7 },
    review: { user: ann, state, submitted_at: '2026-03-02T11:00:00Z' },
  })
  expect(factsOf('pull_request_review', payload('changes_requested'), settings)).toEqual({
    reviews: [
      {
        repo: 'acme/app',
        number: 7,
        account: { external_id: '1', username: 'ann' },
        submitted_at: '2026-03-02T11:00:00.000Z',
        state: 'changes_requested',
      },
    ],
  })
  expect(factsOf('pull_request_review', payload('pending'), settings)).toEqual({})
})

test('a deployment is told when it ends', () => {
  const payload = (state: string) => ({
    repository,
    deployment: { node_id: 'DE_1', environment: 'prod', sha: 'c0ffee', creator: ann },
    deployment_status: { state, created_at: '2026-03-02T11:00:00Z' },
  })
  expect(factsOf('deployment_status', payload('success'), settings)).toEqual({
    deployments: [
      {
        external_id: 'DE_1',
        service: 'acme/app',
        environment: 'prod',
        production: true,
        at: '2026-03-02T11:00:00.000Z',
        status: 'success',
        commit: 'c0ffee',
        account: { external_id: '1', username: 'ann' },
      },
    ],
  })
  for (const state of ['pending', 'in_progress', 'inactive'])
    expect(factsOf('deployment_status', payload(state), settings)).toEqual({})
})

test('a run of a workflow is told when it ends', () => {
  const workflow_run = {
    id: 5,
    name: 'ci',
    head_sha: 'c0ffee',
    status: 'completed',
    conclusion: 'failure',
    created_at: '2026-03-02T11:00:00Z',
    run_started_at: '2026-03-02T12:00:00Z',
    updated_at: '2026-03-02T12:10:00Z',
    run_attempt: 2,
    actor: ann,
    pull_requests: [{ number: 7 }],
  }
  expect(factsOf('workflow_run', { repository, workflow_run }, settings)).toEqual({
    pipeline_runs: [
      {
        external_id: '5/2',
        repo: 'acme/app',
        name: 'ci',
        number: 7,
        commit: 'c0ffee',
        attempt: 2,
        queued_at: '2026-03-02T12:00:00.000Z',
        finished_at: '2026-03-02T12:10:00.000Z',
        status: 'failure',
        account: { external_id: '1', username: 'ann' },
      },
    ],
  })
  const going = { ...workflow_run, status: 'in_progress', conclusion: null }
  expect(factsOf('workflow_run', { repository, workflow_run: going }, settings)).toEqual({})
})

test('any other event and any payload tell nothing, and nothing breaks', () => {
  const event = fc.oneof(
    fc.constantFrom('pull_request', 'pull_request_review', 'deployment_status', 'workflow_run'),
    fc.constantFrom('ping', 'toString', '__proto__'),
    fc.string(),
  )
  fc.assert(
    fc.property(event, fc.jsonValue(), (name, payload) => {
      expect(factsOf(name, payload, settings)).toEqual({})
    }),
  )
})
