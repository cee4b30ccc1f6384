import fc from 'fast-check'
import { expect, test } from 'vitest'
import { authorshipOf } from './authorship.ts'

const ann = { username: 'ann' }
const signed = (trailer: string) => [{ message: `Add a page\n\nWhy it is needed.\n\n${trailer}` }]

test('what an agent opens under its own account it wrote by itself', () => {
  expect(authorshipOf({ username: 'copilot-swe-agent', bot: true }, [])).toBe('agent')
  expect(authorshipOf({ username: 'Copilot', bot: true }, [])).toBe('agent')
})

test('a person may bear the name of an agent, and a bot is not an agent for that', () => {
  expect(authorshipOf({ username: 'claude' }, [])).toBeUndefined()
  expect(authorshipOf({ username: 'dependabot', bot: true }, [])).toBeUndefined()
})

test.each([
  'Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>',
  'Co-Authored-By: Claude <noreply@anthropic.com>',
  'co-authored-by: Cursor <cursoragent@cursor.com>\r',
  'Co-authored-by: Devin <158243242+devin-ai-integration[bot]@users.noreply.github.com>',
  'Signed-off-by: Ann <ann@acme.test>\nCo-authored-by: aider (gpt) <aider@aider.chat>\n',
])('a person whose commit says "%s" had an assistant', (trailer) => {
  expect(authorshipOf(ann, signed(trailer))).toBe('assisted')
})

test.each([
  'Co-authored-by: Bob <bob@acme.test>',
  'Co-authored-by: Claude <claude@acme.test>',
  'Co-authored-by: Claude <7+claude@users.noreply.github.com>',
  'Co-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>',
  'This undoes what said Co-authored-by: Claude <noreply@anthropic.com>',
])('"%s" leaves it unknown', (trailer) => {
  expect(authorshipOf(ann, signed(trailer))).toBeUndefined()
})

test('a commit whose author is an assistant tells it too', () => {
  expect(authorshipOf(ann, [{ email: 'CursorAgent@cursor.com' }])).toBe('assisted')
})

test('nothing ever says that a person wrote alone, and who signs is found wherever it stands', () => {
  const message = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '<', '>', '@', ':') })
  fc.assert(
    fc.property(fc.array(message), fc.nat(), (messages, place) => {
      const commits = messages.map((message) => ({ message }))
      expect(authorshipOf(ann, commits)).toBeUndefined()
      const sign = signed('Co-authored-by: Claude <noreply@anthropic.com>')
      const among = commits.toSpliced(place % (commits.length + 1), 0, ...sign)
      expect(authorshipOf(ann, among)).toBe('assisted')
    }),
    { numRuns: 25 },
  )
})
