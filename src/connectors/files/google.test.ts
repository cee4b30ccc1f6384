import { expect, test } from 'vitest'
import { factsOf, fixture, read } from './fixtures/given.ts'

const HEADINGS = Buffer.from(fixture('google.csv')).toString().split('\n')[0] ?? ''

/** A file with the 34 columns of Google and these people, each told by some of them. */
function csv(rows: Record<string, string>[]): string {
  const headers = HEADINGS.split(',')
  const named = (row: Record<string, string>) =>
    headers.map((header) => row[header.replace(/ \[.*/, '')] ?? '').join(',')
  return [HEADINGS, ...rows.map(named), ''].join('\r\n')
}

const MIRA = {
  'First Name': 'Mira',
  'Last Name': 'Voss',
  'Email Address': 'mira@corp.example',
  Password: '****',
  'Org Unit Path': '/Engineering/Compilers',
  Status: 'Active',
  'Last Sign In': '2026/08/31 00:24:13',
  'Recovery Email': 'mira@home.example',
  'Home Secondary Email': 'mv@home.example',
  'Work Secondary Email': 'm.voss@corp.example',
  'Mobile Phone': '+461',
  'Employee ID': 'E-7',
  'Employee Type': 'Full-time',
  'Employee Title': 'Staff Engineer',
  'Manager Email': 'boss@corp.example',
  Department: 'Compilers',
  'Cost Center': 'CC-7',
  'Building ID': 'LUND-2',
  'Drive Usage': '0.04GB',
}

test('Google has 34 columns, of which work is read, and neither passwords nor private addresses', async () => {
  expect(HEADINGS.split(',')).toHaveLength(34)
  const { recognised, lines } = await read(csv([MIRA]))
  expect(recognised).toMatchObject({ source: 'google', kind: 'people', needs_mapping: false })
  expect(lines).toEqual([
    {
      line: 2,
      fact: {
        email: 'mira@corp.example',
        name: 'Mira Voss',
        aliases: ['m.voss@corp.example'],
        deactivated: false,
        attributes: {
          'Org unit': ['/Engineering/Compilers'],
          'Employment type': ['Full-time'],
          Title: ['Staff Engineer'],
          Manager: ['boss@corp.example'],
          Department: ['Compilers'],
          'Cost centre': ['CC-7'],
          Office: ['LUND-2'],
        },
      },
    },
  ])
})

test('Google suspends and archives; who never logged in was never seen', async () => {
  const rows = ['Active', 'Suspended', 'Archived'].map((Status, i) => ({
    'Email Address': `p${i}@corp.example`,
    Status,
    'Last Sign In': 'Never logged in',
  }))
  const people = await factsOf(csv(rows))
  expect(people).toMatchObject([
    { deactivated: false },
    { deactivated: true },
    { deactivated: true },
  ])
  const users = await factsOf(csv(rows), { as: 'tool_users' })
  expect(users).toMatchObject(Array(3).fill({ last_seen_at: null }))
})
