import { expect, test } from 'vitest'
import { fixture, read } from './fixtures/given.ts'

test('a CSV of teams is read with its tree, leads and members', async () => {
  const { recognised, lines } = await read(fixture('teams.csv'))
  expect(recognised).toMatchObject({ kind: 'teams', title: 'Teams', needs_mapping: false })
  expect(lines).toMatchObject([
    { fact: { name: 'Engineering', reference_id: 'eng', lead_email: 'boss@corp.example' } },
    {
      fact: { name: 'Runtime', parent: 'eng', members: ['aki@corp.example', 'ines@corp.example'] },
    },
    {
      line: 4,
      issue: { code: 'invalid_email', message: 'members: “nobody” is not an e-mail address.' },
    },
  ])
})

test('a team without a name is an issue', async () => {
  const { lines } = await read('team,parent\n,Engineering\n')
  expect(lines).toMatchObject([{ line: 2, issue: { code: 'missing_field' } }])
})
