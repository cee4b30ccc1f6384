import { expect, test } from 'vitest'
import { isEmailList } from './email-list.ts'
import { factsOf, fixture, issuesOf, read, refusalOf } from './fixtures/given.ts'

test('a plain list of addresses becomes accounts; comments, blanks and a heading are nothing', async () => {
  const { recognised, lines } = await read(fixture('emails.txt'))
  expect(recognised).toMatchObject({
    kind: 'tool_users',
    format: 'email-list',
    needs_mapping: false,
  })
  expect(recognised.columns).toEqual([
    {
      header: 'email',
      target: 'email',
      samples: ['aki@corp.example', 'Inês Oliveira <ines@corp.example>'],
    },
  ])
  expect(lines).toMatchObject([
    { line: 2, fact: { account: { email: 'aki@corp.example' } } },
    { line: 4, fact: { account: { email: 'ines@corp.example' } } },
    { line: 5, issue: { code: 'invalid_email' }, raw: 'ole at corp' },
  ])
  expect(await issuesOf('"E-mail"\n"aki@corp.example"\n')).toEqual([])
})

test('where people are asked for, the list is one of people', async () => {
  expect(await factsOf('aki@corp.example\n', { as: 'people' })).toEqual([
    { email: 'aki@corp.example' },
  ])
  expect(await refusalOf('aki@corp.example\n', { as: 'teams' })).toBe('another_kind')
})

test('rows of several cells are no list', () => {
  expect(isEmailList(['aki@corp.example,daily', 'ines@corp.example,never'])).toBe(false)
  expect(isEmailList(['name', 'aki'])).toBe(false)
  expect(isEmailList(['# nobody', ''])).toBe(false)
})
