import { expect, test } from 'vitest'
import { fixture, read } from './fixtures/given.ts'
import { glabMergeRequest } from './glab-json.ts'

const merge = {
  iid: 7,
  web_url: 'https://gitlab.example.com/corp/tools/list/-/merge_requests/7',
  author: { username: 'aki' },
  created_at: '2026-08-03T08:00:00Z',
}

test('pages of `glab api --paginate` become pull requests', async () => {
  const { recognised, lines } = await read(fixture('glab-pages.json'))
  expect(recognised).toMatchObject({ kind: 'pull_requests', format: 'glab-json', source: 'gitlab' })
  expect(lines[0]).toEqual({
    line: 1,
    fact: {
      repo: 'corp/tools/list',
      number: 7,
      account: { username: 'aki', name: 'Aki Tanaka' },
      title: 'Cache the list',
      opened_at: '2026-08-03T08:00:00.123Z',
      merged_at: '2026-08-04T12:00:00.000Z',
      base_branch: 'main',
      head_branch: 'cache',
      draft: false,
    },
  })
  expect(lines[1]).toMatchObject({ fact: { account: { bot: true }, draft: true } })
  expect(lines[2]).toMatchObject({ issue: { code: 'missing_username' } })
})

test('the project comes from the address, in its old form too, else from the reference', () => {
  const repo = (more: object) => {
    const statement = glabMergeRequest({ ...merge, ...more })
    return 'fact' in statement
      ? 'repo' in statement.fact && statement.fact.repo
      : statement.fault.code
  }
  expect(repo({})).toBe('corp/tools/list')
  expect(repo({ web_url: 'https://gitlab.example.com/a/b/merge_requests/7' })).toBe('a/b')
  expect(repo({ web_url: null, references: { full: 'a/b!7' } })).toBe('a/b')
  expect(repo({ web_url: null })).toBe('missing_field')
})

test('the number of changed files is kept where GitLab knows it exactly', () => {
  expect(glabMergeRequest({ ...merge, changes_count: '12' })).toMatchObject({
    fact: { changed_files: 12 },
  })
  expect(glabMergeRequest({ ...merge, changes_count: '1000+' })).not.toHaveProperty(
    'fact.changed_files',
  )
})

test('an element that is no whole merge request is an issue', () => {
  expect(glabMergeRequest({ iid: 7 })).toMatchObject({ fault: { code: 'malformed' } })
  expect(glabMergeRequest({ ...merge, created_at: 'once' })).toMatchObject({
    fault: { code: 'invalid_date' },
  })
})

test('what it became is the merge, else the squash, else its newest commit, once it is merged', () => {
  const became = (more: object) => {
    const statement = glabMergeRequest({ ...merge, sha: 'c', ...more })
    return 'fact' in statement && 'merge_commit' in statement.fact && statement.fact.merge_commit
  }
  const merged_at = '2026-08-04T12:00:00Z'
  expect(became({ merge_commit_sha: null })).toBe(false)
  expect(became({ merged_at })).toBe('c')
  expect(became({ merged_at, squash_commit_sha: 'b' })).toBe('b')
  expect(became({ merged_at, squash_commit_sha: 'b', merge_commit_sha: 'a' })).toBe('a')
})
