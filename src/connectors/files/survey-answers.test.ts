import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'
import { factsOf, read } from './fixtures/given.ts'

test('a line an answer is read with its wave, and a comment with its item', async () => {
  const text = `survey,opened,closed,email,question,answer,comment
Spring,2026-03-02,2026-03-13,aki@corp.example,deep_work,Agree,
Spring,2026-03-02,2026-03-13,aki@corp.example,env_toil,<1,slow disks
`
  const { recognised } = await read(text)
  expect(recognised).toMatchObject({ kind: 'survey_answers', needs_mapping: false, notes: [] })
  const wave = { wave: 'Spring', opened: '2026-03-02', closed: '2026-03-13' }
  expect(await factsOf(text)).toEqual([
    { ...wave, email: 'aki@corp.example', answers: [{ item: 'deep_work', option: 'Agree' }] },
    {
      ...wave,
      email: 'aki@corp.example',
      answers: [{ item: 'env_toil', option: '<1' }],
      comments: [{ item: 'env_toil', text: 'slow disks' }],
    },
  ])
})

test('a column an item is read by keys, usual wordings and item:KEY; a line without answers was asked', async () => {
  const text = `Email,I have enough uninterrupted time for focused work,env_toil,item:lunch,Lucky number
aki@corp.example,5,1-2,good,7
ines@corp.example,,,,
`
  const { recognised, lines } = await read(text)
  expect(recognised.kind).toBe('survey_answers')
  expect(recognised.columns.map(({ target }) => target)).toEqual([
    'email',
    'item:deep_work',
    'item:env_toil',
    'item:lunch',
    'ignore',
  ])
  expect(lines).toMatchObject([
    {
      fact: {
        answers: [
          { item: 'deep_work', option: '5' },
          { item: 'env_toil', option: '1-2' },
          { item: 'lunch', option: 'good' },
        ],
      },
    },
    { fact: { email: 'ines@corp.example', answers: [] } },
  ])
})

test('a column of another name is an item where a person maps it', async () => {
  const text = 'email,How was lunch?\naki@corp.example,good\n'
  const mapping = { 'How was lunch?': 'item:lunch' }
  expect(await factsOf(text, { as: 'survey_answers', mapping })).toEqual([
    { email: 'aki@corp.example', answers: [{ item: 'lunch', option: 'good' }] },
  ])
})

test('people with a team and a level stay people', async () => {
  const { recognised } = await read('email,team,level\naki@corp.example,A,L3\n')
  expect(recognised.kind).toBe('people')
})

test('nothing but facts repeats what stands in a line: no sample, no issue, no raw line', async () => {
  const secret = fc.stringMatching(/^[a-z]{12}$/)
  const spoilt = fc.constantFrom('email', 'item')
  await fc.assert(
    fc.asyncProperty(secret, secret, spoilt, async (answer, name, what) => {
      const email = what === 'email' ? name : `${name}@corp.example`
      const row = csvLine([email, what === 'item' ? '' : 'deep_work', answer, '2026-03-02'], ',')
      const { recognised, lines } = await read(`email,item,answer,opened\n${row}\n`)
      expect(lines).toMatchObject([{ issue: { line: 2 }, raw: '' }])
      expect(JSON.stringify([recognised, lines])).not.toMatch(new RegExp(`${answer}|${name}`))
    }),
    { numRuns: 40 },
  )
})

test('a definition of an item has its options with their values, and the favourable ones', async () => {
  const text = `key,text,kind,options,favourable,lower is better,unit
Lunch,How was lunch?,options,bad|fair|good,good,no,
walks,How many walks?,options,none=0|1-2=1.5|>2=3,,no,walks
moved,I moved enough.,scale_5,,,,
`
  const { recognised, lines } = await read(text)
  expect(recognised).toMatchObject({ kind: 'survey_items', needs_mapping: false })
  expect(lines).toMatchObject([
    {
      fact: {
        key: 'lunch',
        options: [{ label: 'bad' }, { label: 'fair' }, { label: 'good' }],
        favourable: ['good'],
        lower_is_better: false,
      },
    },
    {
      fact: {
        options: [
          { label: 'none', value: 0 },
          { label: '1-2', value: 1.5 },
          { label: '>2', value: 3 },
        ],
      },
    },
    { fact: { key: 'moved', text: 'I moved enough.', kind: 'scale_5' } },
  ])
})
