import { expect, test } from 'vitest'
import { type Note, reviewsIn } from './notes.ts'

const ann = { id: 1, username: 'ann' }
const bob = { id: 2, username: 'bob' }
const token = { id: 3, username: 'project_7_bot_ab12' }
const note = (hour: number, author: typeof ann, body: string, system = false): Note => ({
  body,
  system,
  author,
  created_at: `2026-03-02T${String(hour).padStart(2, '0')}:00:00.000Z`,
})
const said = (...notes: Note[]) => reviewsIn(notes, { external_id: '1', username: 'ann' })

test('approvals, requests for changes and comments by others are reviews', () => {
  const answer = said(
    note(9, ann, 'Please have a look'),
    note(10, token, 'Coverage: 80 %'),
    note(11, bob, 'added 1 commit', true),
    note(12, bob, 'requested changes', true),
    note(13, bob, 'Why?'),
    note(14, bob, 'approved this merge request', true),
    note(15, bob, 'unapproved this merge request', true),
  )
  expect(answer.reviews?.map(({ account, state }) => [account.username, state])).toEqual([
    ['project_7_bot_ab12', 'commented'],
    ['bob', 'changes_requested'],
    ['bob', 'commented'],
    ['bob', 'approved'],
  ])
  expect(answer.reviews?.[0]?.account.bot).toBe(true)
  expect(answer.first_review_at).toBe('2026-03-02T12:00:00.000Z')
  expect(answer.approved_at).toBe('2026-03-02T14:00:00.000Z')
})

test('whoever merely writes the words of an approval has not approved', () => {
  expect(said(note(9, bob, 'approved this merge request')).approved_at).toBeUndefined()
})

test('it was ready when it last stopped being a draft before the first review', () => {
  const ready = (hour: number) => note(hour, ann, 'marked this merge request as **ready**', true)
  expect(said(ready(8), ready(9), note(10, bob, 'Why?'), ready(11)).ready_at).toBe(
    '2026-03-02T09:00:00.000Z',
  )
  expect(said(note(10, bob, 'Why?'), ready(11)).ready_at).toBeUndefined()
  expect(said(note(8, ann, 'unmarked as a **Work In Progress**', true)).ready_at).toBeDefined()
})
