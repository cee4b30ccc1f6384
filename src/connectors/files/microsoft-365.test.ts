import { expect, test } from 'vitest'
import { factsOf, read } from './fixtures/given.ts'

const HEADINGS =
  'Alternate email addresses,Block credential,City,Country/Region,Department,Display name,First name,Last name,Office,Title,User principal name,When created'
const MIRA =
  'mira@home.example,False,Lund,Sweden,Compilers,Mira Voss,Mira,Voss,Lund 2,Staff Engineer,Mira@corp.example,2024-03-01 09:00:00Z'
const OLE = ',True,,,,Ole Gone,Ole,Gone,,,ole@corp.example,'

test('the file of Microsoft 365 has the address in the login, and private addresses are left out', async () => {
  const text = `${HEADINGS}\n${MIRA}\n${OLE}\n`
  const { recognised } = await read(text)
  expect(recognised).toMatchObject({ source: 'microsoft-365', kind: 'people' })
  expect(await factsOf(text)).toEqual([
    {
      email: 'Mira@corp.example',
      name: 'Mira Voss',
      deactivated: false,
      attributes: {
        Title: ['Staff Engineer'],
        Department: ['Compilers'],
        Geo: ['Sweden'],
        City: ['Lund'],
        Office: ['Lund 2'],
      },
    },
    { email: 'ole@corp.example', name: 'Ole Gone', deactivated: true },
  ])
})

test('a blocked credential takes the account away, in the list of the users of a tool too', async () => {
  const users = await factsOf(`${HEADINGS}\n${MIRA}\n${OLE}\n`, { as: 'tool_users' })
  expect(users).toMatchObject([{ status: 'active' }, { status: 'suspended' }])
})
