import { expect, test } from 'vitest'
import { type PullRequestNode, pullRequestOf } from './pull-request.ts'

const user = (login: string, databaseId: number) => ({ __typename: 'User', login, databaseId })
const ann = user('ann', 1)
const bob = user('bob', 2)
const robot = { __typename: 'Bot', login: 'reviewbot', databaseId: 9 }

const node = (more: Partial<PullRequestNode> = {}): PullRequestNode => ({
  number: 7,
  url: 'https://github.com/acme/app/pull/7',
  title: 'Add a page',
  isDraft: false,
  createdAt: '2026-03-02T10:00:00Z',
  updatedAt: '2026-03-03T10:00:00Z',
  mergedAt: '2026-03-03T09:00:00Z',
  closedAt: '2026-03-03T09:00:00Z',
  baseRefName: 'main',
  headRefName: 'page',
  author: ann,
  additions: 120,
  deletions: 20,
  changedFiles: 2,
  commits: { nodes: [{ commit: { authoredDate: '2026-03-01T08:00:00Z' } }] },
  timelineItems: { nodes: [] },
  reviews: { totalCount: 0, nodes: [] },
  comments: { nodes: [] },
  files: {
    nodes: [
      { path: 'src/page.ts', additions: 20, deletions: 20 },
      { path: 'package-lock.json', additions: 100, deletions: 0 },
    ],
  },
  ...more,
})

const factOf = (more: Partial<PullRequestNode> = {}) => pullRequestOf(node(more), 'acme/app').fact

test('a pull request tells its times, branches and the size of what somebody wrote', () => {
  expect(pullRequestOf(node(), 'acme/app')).toEqual({
    fact: {
      repo: 'acme/app',
      number: 7,
      account: { external_id: '1', username: 'ann' },
      title: 'Add a page',
      opened_at: '2026-03-02T10:00:00.000Z',
      first_commit_at: '2026-03-01T08:00:00.000Z',
      merged_at: '2026-03-03T09:00:00.000Z',
      closed_at: '2026-03-03T09:00:00.000Z',
      additions: 20,
      deletions: 20,
      changed_files: 1,
      base_branch: 'main',
      head_branch: 'page',
      draft: false,
      reviews: [],
    },
    left: [],
  })
})

test('the first review is the first word of another human, in a review or a comment', () => {
  const reviews = [
    { state: 'COMMENTED', submittedAt: '2026-03-02T10:01:00Z', author: robot },
    { state: 'COMMENTED', submittedAt: '2026-03-02T10:02:00Z', author: ann },
    { state: 'APPROVED', submittedAt: '2026-03-02T15:00:00Z', author: bob },
    { state: 'PENDING', submittedAt: null, author: bob },
  ]
  const said = factOf({ reviews: { totalCount: 4, nodes: reviews } })
  expect(said?.first_review_at).toBe('2026-03-02T15:00:00.000Z')
  expect(said?.approved_at).toBe('2026-03-02T15:00:00.000Z')
  expect(said?.reviews).toEqual([
    {
      account: { external_id: '9', username: 'reviewbot', bot: true },
      submitted_at: '2026-03-02T10:01:00.000Z',
      state: 'commented',
    },
    {
      account: { external_id: '1', username: 'ann' },
      submitted_at: '2026-03-02T10:02:00.000Z',
      state: 'commented',
    },
    {
      account: { external_id: '2', username: 'bob' },
      submitted_at: '2026-03-02T15:00:00.000Z',
      state: 'approved',
    },
  ])
  const comments = [
    { createdAt: '2026-03-02T10:03:00Z', author: robot },
    { createdAt: '2026-03-02T10:04:00Z', author: ann },
    { createdAt: '2026-03-02T11:00:00Z', author: bob },
  ]
  const talked = factOf({
    reviews: { totalCount: 4, nodes: reviews },
    comments: { nodes: comments },
  })
  expect(talked?.first_review_at).toBe('2026-03-02T11:00:00.000Z')
  expect(talked?.reviews).toEqual(said?.reviews)
})

test('it was ready when it last stopped being a draft before that', () => {
  const timelineItems = {
    nodes: [
      { createdAt: '2026-03-02T11:00:00Z' },
      { createdAt: '2026-03-02T12:00:00Z' },
      { createdAt: '2026-03-02T18:00:00Z' },
    ],
  }
  const comments = { nodes: [{ createdAt: '2026-03-02T13:00:00Z', author: bob }] }
  expect(factOf({ timelineItems, comments })?.ready_at).toBe('2026-03-02T12:00:00.000Z')
})

test('a commit of more than 30 days before does not begin it', () => {
  const commit = (authoredDate: string) => ({ commit: { authoredDate } })
  const old = commit('2026-01-01T00:00:00Z')
  expect(factOf({ commits: { nodes: [old] } })?.first_commit_at).toBe('2026-03-02T10:00:00.000Z')
  const commits = { nodes: [old, commit('2026-02-27T00:00:00Z')] }
  expect(factOf({ commits })?.first_commit_at).toBe('2026-02-27T00:00:00.000Z')
})

test('the author has the address of the commits, unless it is one that GitHub made up', () => {
  const by = (email: string, login = 'ann') => ({
    nodes: [
      { commit: { authoredDate: '2026-03-01T08:00:00Z', author: { email, user: { login } } } },
    ],
  })
  expect(factOf({ commits: by('ann@acme.test') })?.account.email).toBe('ann@acme.test')
  expect(factOf({ commits: by('1+ann@users.noreply.github.com') })?.account).not.toHaveProperty(
    'email',
  )
  expect(factOf({ commits: by('bob@acme.test', 'bob') })?.account).not.toHaveProperty('email')
})

test('where members have addresses, only addresses in their domains count', () => {
  const author = { email: 'Ann@Acme.test', user: { login: 'ann' } }
  const commits = { nodes: [{ commit: { authoredDate: '2026-03-01T08:00:00Z', author } }] }
  const emailWith = (domains: string[]) =>
    pullRequestOf(node({ commits }), 'acme/app', domains).fact?.account.email
  expect(emailWith([])).toBe('Ann@Acme.test')
  expect(emailWith(['acme.test'])).toBe('Ann@Acme.test')
  expect(emailWith(['acme.example'])).toBeUndefined()
})

test('bots are marked', () => {
  const author = { __typename: 'Bot', login: 'dependabot', databaseId: 49_699_333 }
  expect(factOf({ author })?.account).toEqual({
    external_id: '49699333',
    username: 'dependabot',
    bot: true,
  })
})

test('what cannot be told is left with its number', () => {
  expect(pullRequestOf(node({ author: null }), 'acme/app')).toEqual({
    left: [
      {
        about: 'acme/app#7',
        code: 'missing_username',
        message: 'The account of the author is deleted at GitHub.',
      },
    ],
  })
  const reviews = { totalCount: 140, nodes: [] }
  const codes = pullRequestOf(node({ reviews, changedFiles: 300 }), 'acme/app').left
  expect(codes.map(({ code }) => code)).toEqual(['many_reviews', 'many_files'])
})

test('without its details it still has its times', () => {
  const bare = node({ additions: undefined, deletions: undefined, changedFiles: undefined })
  const { commits, timelineItems, reviews, comments, files, ...rest } = bare
  const fact = pullRequestOf(rest, 'acme/app').fact
  expect(fact?.merged_at).toBe('2026-03-03T09:00:00.000Z')
  for (const field of ['additions', 'reviews', 'first_commit_at', 'first_review_at'])
    expect(fact).not.toHaveProperty(field)
})

test('the commit that it became on its base branch is told once it is merged', () => {
  const mergeCommit = { oid: 'c0ffee', message: 'Add a page (#7)' }
  expect(factOf({ mergeCommit })?.merge_commit).toBe('c0ffee')
  expect(factOf({ mergeCommit, mergedAt: null })?.merge_commit).toBeUndefined()
  expect(factOf({ mergeCommit: null })).not.toHaveProperty('merge_commit')
})

test('an assistant is known by the trailer of a commit or of the squash, an agent by its account, and else nobody knows', () => {
  const trailer = 'Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>'
  const message = `Add a page\n\n${trailer}`
  const commits = { nodes: [{ commit: { authoredDate: '2026-03-01T08:00:00Z', message } }] }
  expect(factOf({ commits })?.authorship).toBe('assisted')
  expect(factOf({ mergeCommit: { oid: 'c0ffee', message } })?.authorship).toBe('assisted')
  const agent = { __typename: 'Bot', login: 'copilot-swe-agent', databaseId: 8 }
  expect(factOf({ author: agent, commits })?.authorship).toBe('agent')
  expect(factOf()).not.toHaveProperty('authorship')
})

test('the address with which an assistant commits is not the address of a person', () => {
  const author = { email: 'cursoragent@cursor.com', user: null }
  const commits = { nodes: [{ commit: { authoredDate: '2026-03-01T08:00:00Z', author } }] }
  expect(factOf({ commits })?.account).toEqual({ external_id: '1', username: 'ann' })
  expect(factOf({ commits })?.authorship).toBe('assisted')
})
