import { expect, test } from 'vitest'
import { SESSION_COOKIE } from '../../src/api/authenticate.ts'
import { KNOWN_ROLES } from '../../src/api/scopes.ts'
import { type PersonFact, toWire } from '../../src/model/index.ts'
import * as settings from '../../src/store/settings.ts'
import * as userRoles from '../../src/store/user-roles.ts'
import * as given from '../given.ts'
import { testAdministrator } from './administrator.ts'
import { picture } from './pictures.ts'
import { type Visitor, visit } from './visitor.ts'

const held = testAdministrator()

test('an administrator finds the settings in the menu, and changes them by keyboard', async () => {
  const { page, open } = held.admin
  await open('/')
  await page.getByRole('button', { name: 'Workspace Admin' }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)

  await page.getByRole('textbox', { name: 'Name of the organization' }).fill('Example Ltd')
  await page.getByRole('combobox', { name: 'Time zone' }).fill('lisb')
  await page.getByRole('option', { name: 'Europe/Lisbon' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Minimum group' }).fill('8')
  await page.keyboard.press('Enter')
  await page.getByText('Saved.').waitFor()
  expect(await settings.read(held.server.database.db)).toMatchObject({
    organization: 'Example Ltd',
    time_zone: 'Europe/Lisbon',
    minimum_group: 8,
  })
})

test('a sensitive attribute is let into reports by saying why, and marked again', async () => {
  const { page, open } = held.admin
  const email = 'builder@example.com'
  await given.people(held.server.database, [{ email, attributes: { 'Build performance': ['A'] } }])
  await open('/attributes')
  await page.getByText('Sensitive', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Build performance' }).click()
  await page.getByRole('heading', { name: 'Sensitive: no report uses it' }).waitFor()
  await picture(held.admin, 'attribute-sensitive')
  await page.getByRole('textbox', { name: /^Why/ }).fill('It is about builds.')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Compare its cohorts' }).waitFor()
  await page.getByRole('button', { name: 'Mark as sensitive' }).click()
  await page.getByRole('heading', { name: 'Sensitive: no report uses it' }).waitFor()
})

test('thresholds of use and the prefix of teams are changed by keyboard, and taken away', async () => {
  const { page, open } = held.admin
  await open('/settings')
  await page.getByText(/a change recomputes all their history/).waitFor()
  await page.getByRole('textbox', { name: 'Minutes of a day of use' }).fill('30')
  await page.getByRole('textbox', { name: 'Percent of working days for "daily"' }).fill('60')
  await page.getByRole('textbox', { name: 'Weeks of four for "weekly"' }).fill('2')
  await page.getByRole('textbox', { name: 'Days until a level changes' }).fill('7')
  await page.getByRole('textbox', { name: 'Prefix of teams' }).fill(' team: ')
  await page.keyboard.press('Enter')
  await page.getByText('Usage levels will be computed anew within a minute.').waitFor()
  expect(await settings.read(held.server.database.db)).toMatchObject({
    organization: 'Example Ltd',
    usage_day_minutes: 30,
    usage_daily_percent: 60,
    usage_weekly_weeks: 2,
    usage_change_days: 7,
    scim_team_prefix: 'team:',
  })
  const prefix = page.getByRole('textbox', { name: 'Prefix of teams' })
  expect(await prefix.inputValue()).toBe('team:')
  await prefix.fill('')
  await page.keyboard.press('Enter')
  await page.getByText('Saved.', { exact: true }).waitFor()
  expect((await settings.read(held.server.database.db)).scim_team_prefix).toBeNull()
})

test('groups are given roles by keyboard, after a preview, and nothing else is saved with them', async () => {
  const { page, open } = held.admin
  await scimGroup('Builders', ['dee@example.com', 'eli@example.com'])
  await open('/settings')
  const form = page.getByRole('form', { name: 'Roles of groups' })
  await form.getByText('No group gives a role yet.').waitFor()
  await form.getByRole('button', { name: 'Add a group' }).focus()
  await page.keyboard.press('Enter')
  await form.getByRole('textbox', { name: 'Group 1' }).fill('builders')
  await form.getByRole('button', { name: 'Preview' }).click()
  await form.getByText('Choose a role.').waitFor()
  await form.getByRole('combobox', { name: 'Role of group 1' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: 'Team Lead' }).click()
  await form.getByRole('textbox', { name: 'Group 1' }).press('Enter')
  await form.getByText('Team Lead: 2 people gain it.').waitFor()
  await picture(held.admin, 'settings-roles')
  expect((await settings.read(held.server.database.db)).group_roles).toEqual([])
  await form.getByRole('textbox', { name: 'Group 1' }).press('Enter')
  await page.getByText('The roles of groups are saved.').waitFor()
  expect(await rolesOf('dee@example.com')).toEqual(['Team Lead'])

  await form.getByRole('button', { name: 'Remove group 1' }).click()
  await form.getByRole('button', { name: 'Preview' }).click()
  await form.getByText('Team Lead: 2 people lose it.').waitFor()
  await form.getByRole('button', { name: 'Discard role changes' }).click()
  expect(await form.getByRole('textbox', { name: 'Group 1' }).inputValue()).toBe('builders')
  await page.setViewportSize({ width: 1280, height: 800 })
})

test('how long facts are kept is told before anything goes, and decided', async () => {
  const { page, open } = held.admin
  await open('/settings')
  const part = page.getByRole('region', { name: 'How long facts are kept' })
  await part.getByText(/^Nobody has decided this yet\. Nothing is old enough to go/).waitFor()
  await part.getByRole('textbox', { name: 'Months' }).fill('18')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await part.getByText('Nothing is old enough to go yet.').waitFor()
  await part.getByRole('button', { name: 'Keep 18 months' }).click()
  await part.getByText(/are kept for 18 months/).waitFor()
  expect((await settings.read(held.server.database.db)).retention_months).toBe(18)
  await part.getByRole('button', { name: 'Keep for ever' }).click()
  await part.getByText(/are kept for ever/).waitFor()
  expect((await settings.read(held.server.database.db)).retention_months).toBeNull()
})

test('what is wrong is said at its field, and nothing is saved', async () => {
  const { page, open } = held.admin
  await open('/settings')
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Mars/Olympus')
  await page.getByRole('textbox', { name: 'Minimum group' }).fill('4')
  const days = page.getByRole('textbox', { name: 'Days until a level changes' })
  await days.fill('')
  await page.getByText('Enter a number.').waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await days.fill('57')
  await page.getByRole('textbox', { name: 'Prefix of teams' }).fill('x'.repeat(101))
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('This is no time zone; write it as Europe/Lisbon.').waitFor()
  await page.getByText(/^Must be 5 or more, or 3/).waitFor()
  await page.getByText('Must be from 1 to 56.').waitFor()
  await page.getByText('Must have 100 characters at most.').waitFor()
  await picture(held.admin, 'settings-wrong')
  expect(await settings.read(held.server.database.db)).toMatchObject({
    time_zone: 'Europe/Lisbon',
    minimum_group: 8,
    usage_change_days: 7,
  })
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('button', { name: 'Discard changes' }).click()
  expect(await page.getByRole('textbox', { name: 'Minimum group' }).inputValue()).toBe('8')
  expect(await page.getByText('This is no time zone').count()).toBe(0)
})

test('who is no administrator reads them, and is told so', async () => {
  const { page, open, errors, leave } = await visitAs({
    email: 'reader@example.com',
    name: 'Reader',
  })
  await open('/settings')
  await page.getByText('Only administrators may change settings.').waitFor()
  expect(await page.getByRole('textbox', { name: 'Minimum group' }).isDisabled()).toBe(true)
  expect(await page.getByRole('textbox', { name: 'Prefix of teams' }).isDisabled()).toBe(true)
  expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Reader' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor()
  expect(await page.getByRole('menuitem', { name: 'Settings' }).count()).toBe(0)
  expect(errors).toEqual([])
  await leave()
})

test('an administrator gives and takes the roles of a person by keyboard, all that Facet knows', async () => {
  const { page } = held.admin
  await given.people(held.server.database, [
    { email: 'ada@example.com', name: 'Ada', roles: ['Pilot', 'team lead'] },
  ])
  await openPerson('ada@example.com')
  const roles = page.getByRole('form', { name: 'Access roles' })
  for (const name of KNOWN_ROLES) await roles.getByRole('checkbox', { name, exact: true }).waitFor()
  expect(await roles.getByRole('checkbox').count()).toBe(KNOWN_ROLES.length)
  await roles.getByText('Other roles, which allow nothing in Facet: Pilot').waitFor()
  const lead = roles.getByRole('checkbox', { name: 'Team Lead' })
  expect(await lead.isChecked()).toBe(true)

  await lead.focus()
  await page.keyboard.press('Space')
  await roles.getByRole('checkbox', { name: 'Snapshot Admin' }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.getByText('The roles of Ada are saved.').waitFor()
  expect(await rolesOf('ada@example.com')).toEqual(['Pilot', 'Snapshot Admin'])
  expect(await lead.isChecked()).toBe(false)
  expect(await roles.getByRole('button', { name: 'Save roles' }).isDisabled()).toBe(true)
})

test('the last Workspace Admin stays one, and the page says why', async () => {
  const { page } = held.admin
  await openPerson('admin@localhost')
  const roles = page.getByRole('form', { name: 'Access roles' })
  await roles.getByRole('checkbox', { name: 'Workspace Admin' }).click()
  await roles.getByRole('button', { name: 'Save roles' }).click()
  await roles.getByText(/^Nobody would be a Workspace Admin any more/).waitFor()
  await picture(held.admin, 'person-roles')
  expect(await rolesOf('admin@localhost')).toEqual(['Workspace Admin'])
  await roles.getByRole('button', { name: 'Discard changes' }).click()
  expect(await roles.getByRole('checkbox', { name: 'Workspace Admin' }).isChecked()).toBe(true)
  expect(await roles.getByRole('alert').count()).toBe(0)
})

/** A group that an identity provider brings, with people of these addresses. */
async function scimGroup(displayName: string, emails: string[]): Promise<void> {
  const authorization = `Bearer ${await given.token(held.server.database)}`
  const post = async (path: string, body: object) => {
    const headers = { authorization, 'content-type': 'application/scim+json' }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    return (await fetch(`${held.server.origin}/scim/v2${path}`, init)).json() as Promise<{
      id: string
    }>
  }
  const members: { value: string }[] = []
  for (const userName of emails) members.push({ value: (await post('/Users', { userName })).id })
  await post('/Groups', { displayName, members })
}

/** A visitor who is signed in as a new person. */
async function visitAs(person: PersonFact & { email: string }): Promise<Visitor> {
  await given.people(held.server.database, [person])
  const value = await given.session(held.server.database, person.email, new Date())
  const cookie = { name: SESSION_COOKIE, value, domain: '127.0.0.1', path: '/', expires: -1 }
  const guarded = { ...cookie, httpOnly: true, secure: false, sameSite: 'Lax' as const }
  return visit(held.browser, held.server.origin, {
    storageState: { cookies: [guarded], origins: [] },
  })
}

async function openPerson(email: string): Promise<void> {
  await held.admin.open(`/people/${toWire(await given.idOf(held.server.database, email))}`)
}

async function rolesOf(email: string): Promise<string[]> {
  const roles = await userRoles.ofUser(
    held.server.database.db,
    await given.idOf(held.server.database, email),
  )
  return roles.map(({ name }) => name)
}
