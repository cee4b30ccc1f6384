import { expect, test } from 'vitest'
import { fixture, read } from './fixtures/given.ts'
import { reviewStateOf } from './reviews.ts'

test('a CSV of reviews is read in the words of people and of GitHub', async () => {
  const { lines } = await read(fixture('reviews.csv'))
  expect(lines).toMatchObject([
    {
      fact: {
        repo: 'corp/widgets',
        number: 12,
        account: { username: 'ines-o' },
        state: 'changes_requested',
      },
    },
    { fact: { submitted_at: '2026-08-04T09:00:00.000Z', state: 'approved' } },
    { line: 4, issue: { code: 'invalid_value' } },
  ])
})

test('a review without a needed field or without its author is an issue', async () => {
  const { lines } = await read(
    'repo,number,reviewer,submitted_at,state\na/b,1,ines,,approved\na/b,1,,2026-08-31,approved\n',
  )
  expect(lines).toMatchObject([
    { issue: { code: 'missing_field' } },
    { issue: { code: 'missing_username' } },
  ])
})

test('states are told in every spelling, and a pending review is none', () => {
  expect(
    ['APPROVED', 'approve', 'Changes requested', 'REQUEST_CHANGES', 'comment', 'DISMISSED'].map(
      reviewStateOf,
    ),
  ).toEqual([
    'approved',
    'approved',
    'changes_requested',
    'changes_requested',
    'commented',
    'dismissed',
  ])
  expect(reviewStateOf('PENDING')).toBeUndefined()
})
