import { expect, test } from 'vitest'
import { factsOf, fixture, read } from './fixtures/given.ts'
import { ghPullRequest } from './gh-json.ts'
import type { Json } from './json-stream.ts'

const pull = {
  number: 5,
  url: 'https://github.com/corp/widgets/pull/5',
  author: { id: 'U', is_bot: false, login: 'aki', name: '' },
  createdAt: '2026-08-31T12:00:00Z',
  mergedAt: null,
  closedAt: null,
}
const factOf = (more: { [key: string]: Json }) => ghPullRequest({ ...pull, ...more })
const faultOf = (more: { [key: string]: Json }) => {
  const statement = factOf(more)
  return 'fault' in statement && statement.fault.code
}

test('a list of `gh pr list` becomes pull requests with their reviews', async () => {
  const { recognised, lines } = await read(fixture('gh-pr-list.json'))
  expect(recognised).toMatchObject({
    kind: 'pull_requests',
    format: 'gh-json',
    source: 'github',
    notes: [],
  })
  expect(lines[0]).toEqual({
    line: 2,
    fact: {
      repo: 'corp/widgets',
      number: 12,
      account: { username: 'aki', name: 'Aki Tanaka', email: 'aki@corp.example' },
      title: 'Read the table of users',
      opened_at: '2026-08-03T08:00:00.000Z',
      first_commit_at: '2026-08-01T09:00:00.000Z',
      first_review_at: '2026-08-03T10:00:00.000Z',
      approved_at: '2026-08-04T09:00:00.000Z',
      merged_at: '2026-08-04T12:00:00.000Z',
      closed_at: '2026-08-04T12:00:00.000Z',
      additions: 120,
      deletions: 7,
      changed_files: 4,
      base_branch: 'main',
      head_branch: 'aki/table',
      draft: false,
      reviews: [
        {
          account: { username: 'aki' },
          submitted_at: '2026-08-03T08:30:00.000Z',
          state: 'commented',
        },
        {
          account: { username: 'ines-o' },
          submitted_at: '2026-08-03T10:00:00.000Z',
          state: 'changes_requested',
        },
        {
          account: { username: 'ines-o' },
          submitted_at: '2026-08-04T09:00:00.000Z',
          state: 'approved',
        },
      ],
    },
  })
  expect(lines[1]).toMatchObject({ fact: { account: { username: 'dependabot', bot: true } } })
  expect(lines[2]).toMatchObject({ issue: { code: 'missing_username' } })
})

test('pages and lines of a GraphQL query are read too, on any host, with the time it became ready', async () => {
  const [lined] = await factsOf(fixture('gh-graphql.jsonl'))
  const [paged] = await factsOf(fixture('gh-graphql-pages.json'))
  expect(lined).toMatchObject({
    repo: 'corp/widgets',
    ready_at: '2026-08-03T09:00:00.000Z',
    first_commit_at: '2026-08-01T09:00:00.000Z',
    first_review_at: '2026-08-03T11:00:00.000Z',
  })
  expect(paged).toEqual(lined)
})

test('the first commit is at most 30 days older than the pull request', () => {
  const commits = (...dates: string[]) => ({
    commits: dates.map((authoredDate) => ({ authoredDate })),
  })
  const at = (first_commit_at: string) => ({ fact: { first_commit_at } })
  expect(factOf(commits('2026-08-30T00:00:00Z', '2026-08-01T12:00:00Z'))).toMatchObject(
    at('2026-08-01T12:00:00.000Z'),
  )
  expect(factOf(commits('2026-08-30T00:00:00Z', '2026-08-01T11:59:59Z'))).toMatchObject(
    at('2026-08-30T00:00:00.000Z'),
  )
  expect(factOf(commits('2026-01-01T00:00:00Z'))).toMatchObject(at('2026-08-31T12:00:00.000Z'))
  expect(factOf(commits('2026-08-30T00:00:00+02:00'))).toMatchObject(at('2026-08-29T22:00:00.000Z'))
})

test('without commits in the file the first commit is unknown, and a note says so', async () => {
  expect(factOf({})).not.toHaveProperty('fact.first_commit_at')
  const { recognised } = await read(JSON.stringify([pull]))
  expect(recognised.notes).toHaveLength(1)
})

test('the review that counts is the first by somebody else who is no bot', () => {
  const reviews = [
    { author: { login: 'AKI' }, state: 'APPROVED', submittedAt: '2026-08-31T13:00:00Z' },
    { author: { login: 'helper[bot]' }, state: 'APPROVED', submittedAt: '2026-08-31T13:30:00Z' },
    { author: { login: 'ines' }, state: 'DISMISSED', submittedAt: '2026-08-31T15:00:00Z' },
    { author: { login: 'ole' }, state: 'COMMENTED', submittedAt: '2026-08-31T14:00:00Z' },
  ]
  expect(factOf({ reviews })).toMatchObject({
    fact: { first_review_at: '2026-08-31T14:00:00.000Z' },
  })
  expect(factOf({ reviews })).not.toHaveProperty('fact.approved_at')
})

test('a draft is ready from the last time on that it was made so before its first review', () => {
  const timelineItems = {
    nodes: ['2026-08-31T13:00:00Z', '2026-08-31T15:00:00Z'].map((createdAt) => ({ createdAt })),
  }
  const reviewedAt = (submittedAt: string) => ({
    timelineItems,
    reviews: [{ author: { login: 'ines' }, state: 'APPROVED', submittedAt }],
  })
  expect(factOf(reviewedAt('2026-08-31T14:00:00Z'))).toMatchObject({
    fact: { ready_at: '2026-08-31T13:00:00.000Z' },
  })
  expect(factOf({ timelineItems })).toMatchObject({
    fact: { ready_at: '2026-08-31T15:00:00.000Z' },
  })
  expect(factOf(reviewedAt('2026-08-31T12:30:00Z'))).not.toHaveProperty('fact.ready_at')
})

test('an element that is no whole pull request is an issue', () => {
  expect(faultOf({ number: '5' })).toBe('malformed')
  expect(faultOf({ createdAt: 'yesterday' })).toBe('malformed')
  expect(faultOf({ url: 'https://github.com/corp' })).toBe('missing_field')
  expect(faultOf({ author: null })).toBe('missing_username')
  expect(faultOf({ mergedAt: '2026-08-30T12:00:00Z' })).toBe('invalid_date')
  expect(ghPullRequest('text')).toHaveProperty('fault')
})

test('what it became on its base branch is told once it is merged', () => {
  const mergeCommit = { oid: 'abc' }
  expect(factOf({ mergeCommit })).not.toHaveProperty('fact.merge_commit')
  expect(factOf({ mergeCommit, mergedAt: '2026-09-01T12:00:00Z' })).toMatchObject({
    fact: { merge_commit: 'abc' },
  })
})

test('who wrote it is told by sure signs alone: trailers, co-authors and accounts of agents', () => {
  const commit = (more: object) => ({
    commits: [{ authoredDate: '2026-08-30T00:00:00Z', ...more }],
  })
  const assisted = { fact: { authorship: 'assisted' } }
  const trailer = 'Fix it\n\nCo-authored-by: Claude <noreply@anthropic.com>'
  const authors = [{ login: 'aki', email: 'aki@corp.example' }, { email: 'cursoragent@cursor.com' }]
  expect(factOf(commit({ messageBody: trailer }))).toMatchObject(assisted)
  expect(factOf(commit({ authors }))).toMatchObject(assisted)
  expect(
    factOf({
      commits: {
        nodes: [{ commit: { authoredDate: '2026-08-30T00:00:00Z', message: trailer } }],
      },
    }),
  ).toMatchObject(assisted)
  expect(
    factOf({ author: { login: 'app/copilot-swe-agent', is_bot: true }, ...commit({}) }),
  ).toMatchObject({ fact: { authorship: 'agent' } })
  expect(factOf(commit({ authors: authors.slice(0, 1) }))).not.toHaveProperty('fact.authorship')
  expect(factOf({ labels: [{ name: 'ai-assisted' }] })).not.toHaveProperty('fact.authorship')
})

test('the address of an assistant is nobody’s', () => {
  const authors = [{ email: 'noreply@anthropic.com' }]
  expect(
    factOf({ commits: [{ authoredDate: '2026-08-30T00:00:00Z', authors }] }),
  ).not.toHaveProperty('fact.account.email')
})
