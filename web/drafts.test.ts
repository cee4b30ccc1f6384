import { expect, test } from 'vitest'
import { applicable, type Draft, inOrder } from './drafts.ts'

function draft(key: string, kind?: string, rest: object = {}): Draft {
  const read = kind && { import_id: 'MQ', recognised: { kind }, preview: {} }
  return {
    key,
    file: new File([], key),
    options: {},
    busy: false,
    read,
    ...rest,
  } as unknown as Draft
}

const keys = (drafts: Draft[]) => drafts.map(({ key }) => key)

test('teams and people are applied before the lists of accounts, those before what the accounts did', () => {
  const dropped = [
    draft('pulls.json', 'pull_requests'),
    draft('unread'),
    draft('coder.txt', 'tool_users'),
    draft('people.csv', 'people'),
    draft('teams.csv', 'teams'),
    draft('days.csv', 'tool_days'),
  ]
  expect(keys(inOrder(dropped))).toEqual([
    'teams.csv',
    'people.csv',
    'coder.txt',
    'days.csv',
    'pulls.json',
    'unread',
  ])
})

test('what is being read, was refused or waits for its columns cannot be applied', () => {
  const dropped = [
    draft('reading', 'people', { busy: true }),
    draft('refused', 'people', { error: new Error('no') }),
    draft('columns', 'people', { read: { recognised: { kind: 'people' }, preview: null } }),
    draft('ready', 'people'),
  ]
  expect(keys(applicable(dropped))).toEqual(['ready'])
})
