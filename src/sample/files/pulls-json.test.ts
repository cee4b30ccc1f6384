import { expect, test } from 'vitest'
import type { PullRequestFact } from '../../model/index.ts'
import { pullsJson } from './pulls-json.ts'

const pull: PullRequestFact = {
  repo: 'example/checkout-core',
  number: 7,
  account: { username: 'anamori', email: 'ana.mori@example.com', name: 'Ana Mori' },
  title: 'Fix "paging"',
  opened_at: '2026-03-02T10:00:00Z',
  first_commit_at: '2026-03-02T09:00:00Z',
  merged_at: '2026-03-03T09:00:00Z',
  closed_at: '2026-03-03T09:00:00Z',
  additions: 12,
  deletions: 3,
  reviews: [
    {
      account: { username: 'weil' },
      submitted_at: '2026-03-02T11:00:00Z',
      state: 'changes_requested',
    },
  ],
}
const written = (...pulls: PullRequestFact[]) => JSON.parse([...pullsJson(pulls)].join(''))

test('a pull request is written with the names that gh has for its parts', () => {
  expect(written(pull)).toEqual([
    {
      additions: 12,
      author: { is_bot: false, login: 'anamori', name: 'Ana Mori' },
      closedAt: '2026-03-03T09:00:00Z',
      commits: [
        {
          authoredDate: '2026-03-02T09:00:00Z',
          authors: [{ email: 'ana.mori@example.com', login: 'anamori' }],
        },
      ],
      createdAt: '2026-03-02T10:00:00Z',
      deletions: 3,
      mergedAt: '2026-03-03T09:00:00Z',
      number: 7,
      reviews: [
        {
          author: { login: 'weil' },
          state: 'CHANGES_REQUESTED',
          submittedAt: '2026-03-02T11:00:00Z',
        },
      ],
      title: 'Fix "paging"',
      url: 'https://github.com/example/checkout-core/pull/7',
    },
  ])
})

test('an open one has no end, and a program has app/ before its login', () => {
  const { merged_at, closed_at, ...open } = pull
  const [written_pull] = written({ ...open, account: { username: 'renovate', bot: true } })
  expect(written_pull).toMatchObject({
    author: { is_bot: true, login: 'app/renovate' },
    mergedAt: null,
    closedAt: null,
  })
})

test('any number of them is one array', () => {
  expect(written()).toEqual([])
  expect(written(pull, pull, pull)).toHaveLength(3)
})
