import { expect, test } from 'vitest'
import { suspectBots } from '../../src/jobs/suspect-bots.ts'
import { toWire } from '../../src/model/index.ts'
import { importFacts } from '../facts.ts'
import * as given from '../given.ts'
import { testAdministrator } from './administrator.ts'
import { picture } from './pictures.ts'

const held = testAdministrator()

// One journey: each test goes on where the one before it ended.

const row = (account: string) =>
  held.admin.page.getByRole('table', { name: 'Accounts' }).getByRole('row', { name: account })
const done = (words: string) =>
  held.admin.page.getByRole('status', { name: 'Done last' }).getByText(words).waitFor()
const press = (name: string | RegExp) => held.admin.page.getByRole('button', { name }).click()

test('without accounts the page says where they come from', async () => {
  await held.admin.open('/accounts')
  await held.admin.page.getByRole('heading', { name: 'There are no accounts yet' }).waitFor()
  await held.admin.page.getByRole('link', { name: 'Import a file' }).waitFor()
})

test('says how many accounts are nobody’s, with how much of the facts', async () => {
  await fill()
  await held.admin.open('/accounts')
  await held.admin.page
    .getByText('5 accounts of 6 belong to nobody yet, with 83% of the facts')
    .waitFor()
  expect(await row('alovelace').getByText('0.60 username made of the name').isVisible()).toBe(true)
})

test('a suggestion is accepted, taken back, and rejected for good', async () => {
  const { page } = held.admin
  await press("Accept: alovelace is Ada Lovelace's")
  await done("alovelace is Ada Lovelace's now.")
  await row('alovelace').waitFor({ state: 'detached' })
  await press('Undo')
  await row('alovelace').waitFor()
  await press("Reject: alovelace is not Ada Lovelace's")
  await done("alovelace is not Ada Lovelace's.")
  await page.reload()
  await row('alovelace').getByText('No suggestion').waitFor()
})

test('somebody else is chosen by keyboard, and nobody too', async () => {
  const { page } = held.admin
  await page.getByRole('button', { name: 'Choose a person for alovelace' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Whose is alovelace?' }).fill('augusta')
  await page.getByRole('option', { name: /^Augusta King/ }).waitFor()
  await page.getByRole('option', { name: /^Ken Thompson/ }).waitFor({ state: 'detached' })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await done("alovelace is Augusta King's now.")
  await press("qx7 is nobody's")
  await done("qx7 is nobody's now.")
  await row('qx7').waitFor({ state: 'detached' })
})

test('all from a score on are accepted after a look at them, and taken back as one', async () => {
  const { page } = held.admin
  await press('Preview')
  const list = page.getByRole('table', { name: 'Would be linked' })
  await list.getByRole('row', { name: /^gracehopper/ }).waitFor()
  expect(await list.getByRole('row').count()).toBe(3)
  await press('Link 2 accounts')
  await done('2 accounts are linked.')
  await row('gracehopper').waitFor({ state: 'detached' })
  await press('Undo')
  await row('gracehopper').waitFor()
})

test('what is settled can be seen and unlinked', async () => {
  const { page } = held.admin
  await page.getByRole('combobox', { name: 'Show' }).selectOption('settled')
  await page.waitForURL('**/accounts?settled=true')
  await row('qx7').getByText("Nobody's").waitFor()
  await press('Unlink alovelace')
  await done('alovelace is free again.')
  await row('alovelace').waitFor({ state: 'detached' })
})

test('a suspected bot is said at the top, and cleared by keyboard, and taken back', async () => {
  const { page, open } = held.admin
  await importFacts(held.server.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [
      {
        repo: 'a/b',
        number: 90,
        account: { username: 'release-bot', email: 'ken@example.com' },
        opened_at: '2026-02-03T10:00:00Z',
      },
    ],
  })
  await suspectBots(held.server.database)
  await open('/accounts')
  await page.getByText('1 account is suspected to be a bot').waitFor()
  await page.getByRole('link', { name: 'Review it' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/accounts?bots=true')
  await row('release-bot').getByText('Suspected: its name is like a bot’s.').waitFor()
  await row('release-bot').getByText('Linked to Ken Thompson, whose numbers are').waitFor()
  await page.getByRole('button', { name: 'This is a person: release-bot' }).focus()
  await page.keyboard.press('Enter')
  await done('release-bot is no bot.')
  await row('release-bot').getByText('No bot, by the word of a person.').waitFor()
  await row('release-bot').getByText('whose numbers').waitFor({ state: 'detached' })
  await page.getByText('suspected to be').waitFor({ state: 'detached' })
  await press('Undo')
  await row('release-bot').getByText('Suspected: its name is like a bot’s.').waitFor()
})

test('a person says what is a bot, of one that is suspected and of one that is not', async () => {
  const { page } = held.admin
  await press('This is a bot: release-bot')
  await row('release-bot').getByText('A bot, by the word of a person.').waitFor()
  await page.getByText('suspected to be').waitFor({ state: 'detached' })
  await press('Undo')
  await page.getByText('1 account is suspected to be a bot').waitFor()
  await page.getByRole('combobox', { name: 'Show' }).selectOption('')
  await press('zz9 is a bot')
  await done('zz9 is a bot.')
  await row('zz9').waitFor({ state: 'detached' })
  await press('Undo')
  await row('zz9').waitFor()
})

test('an account is unlinked on the page of its person, and linked again', async () => {
  await held.admin.open(
    `/people/${toWire(await given.idOf(held.server.database, 'ken@example.com'))}`,
  )
  await press('Unlink ken of GitHub')
  await done('ken is free again.')
  await press('Undo')
  await held.admin.page.getByRole('button', { name: 'Unlink ken of GitHub' }).waitFor()
})

test('two who are one person are merged after a look, and split again', async () => {
  const { page } = held.admin
  await held.admin.open(
    `/people/${toWire(await given.idOf(held.server.database, 'ada@example.com'))}`,
  )
  await page.getByRole('combobox', { name: 'Merge with Ada Lovelace…' }).fill('augusta')
  await page.getByRole('option', { name: /^Augusta King/ }).click()
  await page.getByText('Name: Ada Lovelace stays, Augusta King is dropped').waitFor()
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  await page.getByText(/^Augusta King .* was merged into this person/).waitFor()
  await press('Split Augusta King off again')
  await page.getByText(/was merged into this person/).waitFor({ state: 'detached' })
})

test('fits wide and narrow windows, light and dark, without an error', async () => {
  const { page, errors, open } = held.admin
  for (const [name, path] of [
    ['accounts', '/accounts'],
    ['accounts-settled', '/accounts?settled=true'],
    ['accounts-bots', '/accounts?bots=true'],
    [
      'person-merge',
      `/people/${toWire(await given.idOf(held.server.database, 'ken@example.com'))}`,
    ],
  ] as const) {
    await open(path)
    if (name === 'accounts') {
      await press('Preview')
      await page.getByRole('table', { name: 'Would be linked' }).waitFor()
    }
    if (name === 'person-merge') {
      await page.getByRole('combobox', { name: /^Merge with/ }).fill('augusta')
      await page.getByRole('option', { name: /^Augusta King/ }).click()
      await page.getByText(/is dropped/).waitFor()
    }
    await picture(held.admin, name)
  }
  expect(errors).toEqual([])
}, 60_000)

test('when every account belongs to somebody, the page says what is next', async () => {
  for (const account of ['alovelace', 'gracehopper', 'edsgerd', 'zz9'])
    await held.server.database.query(
      `update accounts set user_id = (select min(id) from users), link = 'hand' where username = $1`,
      [account],
    )
  await held.admin.open('/accounts')
  await held.admin.page
    .getByRole('heading', { name: 'Every account belongs to somebody' })
    .waitFor()
})

/** Six accounts with a pull request each, of which one is linked. */
async function fill(): Promise<void> {
  await given.people(held.server.database, [
    { email: 'ada@example.com', name: 'Ada Lovelace', team: 'Core' },
    { email: 'augusta@example.com', name: 'Augusta King', team: 'Web' },
    { email: 'grace@example.com', name: 'Grace Hopper' },
    { email: 'edsger@example.com', name: 'Edsger Dijkstra' },
    { email: 'ken@example.com', name: 'Ken Thompson', github_username: 'ken' },
  ])
  const accounts = [
    { username: 'alovelace' },
    { username: 'gracehopper', name: 'Grace Hopper' },
    { username: 'edsgerd', name: 'Edsger Dijkstra', email: 'edsger@home.example' },
    { username: 'qx7' },
    { username: 'zz9' },
    { username: 'ken' },
  ]
  await importFacts(held.server.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: accounts.map((account, n) => ({
      repo: 'a/b',
      number: n + 1,
      account,
      opened_at: '2026-02-03T10:00:00Z',
    })),
    options: { from: '2026-02-02', to: '2026-02-09' },
  })
}
