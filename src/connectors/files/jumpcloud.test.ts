import { expect, test } from 'vitest'
import { factsOf, read } from './fixtures/given.ts'

const HEADINGS =
  '"_id","account_locked","activated","addresses","company","costCenter","created","department","displayname","email","employeeType","firstname","jobTitle","lastname","location","password_never_expires","state","suspended","username"'
const MIRA =
  '"64aa","False","True","System.Object[]","Corp","CC-7","2024-03-01T09:00:00.000Z","Compilers","","mira@corp.example","Full-time","Mira","Staff Engineer","Voss","Lund","False","ACTIVATED","False","mira"'
const OLE =
  '"64ab","False","True","System.Object[]","","","2024-03-01T09:00:00.000Z","","","ole@corp.example","","Ole","","Gone","","False","SUSPENDED","True","ole"'

test.each([
  ['plain', ''],
  [
    'with the line that older PowerShells write first',
    '#TYPE System.Management.Automation.PSCustomObject\r\n',
  ],
])('what PowerShell exports from JumpCloud is read: %s', async (_, first) => {
  const text = `${first}${HEADINGS}\r\n${MIRA}\r\n${OLE}\r\n`
  expect((await read(text)).recognised).toMatchObject({ source: 'jumpcloud', kind: 'people' })
  expect(await factsOf(text)).toEqual([
    {
      email: 'mira@corp.example',
      name: 'Mira Voss',
      deactivated: false,
      attributes: {
        Company: ['Corp'],
        'Cost centre': ['CC-7'],
        Department: ['Compilers'],
        'Employment type': ['Full-time'],
        Title: ['Staff Engineer'],
        Geo: ['Lund'],
      },
    },
    { email: 'ole@corp.example', name: 'Ole Gone', deactivated: true },
  ])
})

test('a table with an id is not taken for the export of JumpCloud, whose id is `_id`', async () => {
  const text = 'id,firstname,lastname,username,email,title\n1,Mira,Voss,mira,mira@corp.example,x\n'
  expect((await read(text)).recognised).toMatchObject({ source: 'file' })
})

test('accounts that are staged in JumpCloud are there but were never used', async () => {
  const text = `${HEADINGS}\n${MIRA.replace('ACTIVATED', 'STAGED')}\n`
  expect(await factsOf(text)).toMatchObject([{ deactivated: false }])
  expect(await factsOf(text, { as: 'tool_users' })).toMatchObject([{ status: 'dormant' }])
})
