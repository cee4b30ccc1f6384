import { describe, expect, test } from 'vitest'
import { factsOf, issuesOf, read } from './fixtures/given.ts'

const DOCUMENTED =
  'userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,physicalDeliveryOfficeName,city,postalCode,telephoneNumber,mobile,authenticationAlternativePhoneNumber,authenticationEmail,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification'
const NEWER =
  'userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,officeLocation,city,postalCode,telephoneNumber,mobilePhone,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification,companyName,creationType,directorySynced,invitationState,identityIssuer,createdDateTime'

/** A file with these headings and these rows, of which only some cells are filled. */
function csv(headings: string, rows: Record<string, string>[]): string {
  const headers = headings.split(',')
  const lines = rows.map((row) => headers.map((header) => row[header] ?? '').join(','))
  return [headings, ...lines, ''].join('\n')
}

const MIRA = {
  userPrincipalName: 'mira@corp.example',
  displayName: 'Mira Voss',
  mail: 'Mira.Voss@corp.example',
  userType: 'Member',
  jobTitle: 'Staff Engineer',
  department: 'Compilers',
  accountEnabled: 'True',
  usageLocation: 'SE',
  country: 'Sweden',
  city: 'Lund',
  telephoneNumber: '+46 1',
  alternateEmailAddress: 'mira@home.example',
}

describe.each([
  ['documented', DOCUMENTED, 'physicalDeliveryOfficeName'],
  ['newer', NEWER, 'officeLocation'],
])('the %s file of Entra', (_, headings, office) => {
  test('tells who people are and where they work, and leaves private addresses and telephones out', async () => {
    const { recognised } = await read(csv(headings, [MIRA]))
    expect(recognised).toMatchObject({ source: 'entra', kind: 'people', needs_mapping: false })
    expect(await factsOf(csv(headings, [{ ...MIRA, [office]: 'Lund 2' }]))).toEqual([
      {
        email: 'Mira.Voss@corp.example',
        name: 'Mira Voss',
        aliases: ['mira@corp.example'],
        deactivated: false,
        attributes: {
          Title: ['Staff Engineer'],
          Department: ['Compilers'],
          'User type': ['Member'],
          Geo: ['Sweden'],
          City: ['Lund'],
          Office: ['Lund 2'],
        },
      },
    ])
  })

  test('has the address in the login where the mail is empty, for guests that of the invitation', async () => {
    const login = (userPrincipalName: string) => ({ userPrincipalName, accountEnabled: 'True' })
    const rows = [
      login('ole@corp.example'),
      login('pat_o_partner.example#EXT#@corp.onmicrosoft.com'),
      login('no-address'),
    ]
    const emails = (await factsOf(csv(headings, rows))).map((fact) => 'email' in fact && fact.email)
    expect(emails).toEqual(['ole@corp.example', 'pat_o@partner.example'])
    expect(await issuesOf(csv(headings, rows))).toEqual([[4, 'missing_email']])
  })

  test('deactivates those whose account is disabled, also where Excel says so in another language', async () => {
    const rows = ['True', 'False', 'WAHR', 'FALSCH'].map((accountEnabled, i) => ({
      userPrincipalName: `p${i}@corp.example`,
      accountEnabled,
    }))
    const facts = await factsOf(csv(headings, rows))
    expect(facts.map((fact) => 'deactivated' in fact && fact.deactivated)).toEqual([
      false,
      true,
      false,
      true,
    ])
  })
})

test('the newer file of Entra tells the company, and when an account was made, month first', async () => {
  const row = { ...MIRA, companyName: 'Corp', createdDateTime: '3/4/2024 1:25:31 PM' }
  const [person] = await factsOf(csv(NEWER, [row]))
  expect(person).toMatchObject({ attributes: { Company: ['Corp'] } })
  const [account] = await factsOf(csv(NEWER, [row]), { as: 'tool_users' })
  expect(account).toMatchObject({ created_at: '2024-03-04T13:25:31.000Z' })
})
