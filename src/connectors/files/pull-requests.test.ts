import { expect, test } from 'vitest'
import { factsOf, fixture, read } from './fixtures/given.ts'

test('a CSV with the names of the fields becomes pull requests', async () => {
  const { lines } = await read(fixture('pull-requests.csv'))
  expect(lines[0]).toEqual({
    line: 2,
    fact: {
      repo: 'corp/widgets',
      number: 12,
      account: { username: 'aki' },
      title: 'Read the table',
      opened_at: '2026-08-03T08:00:00.000Z',
      first_commit_at: '2026-08-01T09:00:00.000Z',
      merged_at: '2026-08-04T12:00:00.000Z',
      additions: 120,
      deletions: 7,
      changed_files: 4,
      base_branch: 'main',
      draft: false,
    },
  })
  expect(lines.slice(1)).toMatchObject([
    { fact: { account: { email: 'ines@corp.example' }, title: 'Say "no"', draft: true } },
    { line: 4, issue: { code: 'invalid_date' } },
    { line: 5, issue: { code: 'missing_field' } },
  ])
})

test('numbers of lines that are none, and authors that are missing, are issues', async () => {
  const { lines } = await read(
    'repo,number,author,opened_at,additions\na/b,1,aki,2026-08-31,many\na/b,2,,2026-08-31,1\n',
  )
  expect(lines).toMatchObject([
    { issue: { code: 'invalid_number' } },
    { issue: { code: 'missing_username' } },
  ])
})

test('a time that was never is not said', async () => {
  const [fact] = await factsOf(
    'repo,number,author,opened_at,merged_at\na/b,1,aki,2026-08-31,0001-01-01T00:00:00Z\n',
  )
  expect(fact).toEqual({
    repo: 'a/b',
    number: 1,
    account: { username: 'aki' },
    opened_at: '2026-08-31T00:00:00.000Z',
  })
})
