import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, expect, test } from 'vitest'
import { generate } from './generate.ts'
import type { SampleOptions } from './options.ts'
import { writeFiles } from './write-files.ts'

const folder = await mkdtemp(join(tmpdir(), 'sample-'))
afterAll(() => rm(folder, { recursive: true }))

const small: SampleOptions = { seed: 7, people: 150, weeks: 60 }
const organisation = generate(small)
const files = await writeFiles(organisation, join(folder, 'deep', 'small'))
const { ledger } = organisation

test('the same seed writes the same bytes, another one does not', async () => {
  const again = await writeFiles(generate(small), join(folder, 'again'))
  const other = await writeFiles(generate({ ...small, seed: 8 }), join(folder, 'other'))
  for (const [name, path] of Object.entries(files)) {
    const bytes = await readFile(path)
    expect(bytes.equals(await readFile(again[name as keyof typeof again] ?? ''))).toBe(true)
    expect(bytes.equals(await readFile(other[name as keyof typeof other] ?? ''))).toBe(false)
  }
})

test('the pull requests in the file tie out with the ledger, in all and a person and week', async () => {
  const pulls: Pull[] = JSON.parse(await readFile(files.pulls, 'utf8'))
  const distinct = [...new Map(pulls.map((pull) => [pull.url, pull])).values()]
  const expected = ledger.pull_requests
  expect(pulls.length - distinct.length).toBe(expected.repeated)
  expect(expected.repeated).toBeGreaterThan(0)
  const merged = distinct.filter(({ mergedAt }) => mergedAt)
  expect(distinct.length - merged.length).toBe(expected.unmerged)
  const logins = new Set([...organisation.personLedgers()].map(({ login }) => login))
  const byPeople = merged.filter(({ author }) => logins.has(author.login))
  const agents = byPeople.filter(({ title }) => title.startsWith('[agent]'))
  expect(agents.length).toBe(expected.merged_by_agents)
  expect(byPeople.length - agents.length).toBe(expected.merged_by_people)
  const flagged = merged.filter(({ author }) => author.is_bot)
  expect(flagged.length).toBe(expected.merged_by_flagged_bots)
  expect(flagged.every(({ author }) => author.login.startsWith('app/'))).toBe(true)
  expect(merged.length - byPeople.length - flagged.length).toBe(expected.merged_by_unflagged_bots)

  const weeks = tally(
    byPeople,
    ({ author, mergedAt }) => `${author.login} ${weekOf(mergedAt ?? '')}`,
  )
  for (const { login, merged } of organisation.personLedgers()) {
    expect(merged.map((_, week) => weeks.get(`${login} ${week}`) ?? 0)).toEqual(merged)
  }
})

test('the tool days in the file tie out with the ledger, in all and a person and week', async () => {
  const lines = csv(await readFile(files.tool_days, 'utf8'))
  const distinct = [...new Map(lines.map((line) => [`${line.email} ${line.day}`, line])).values()]
  expect(distinct.length).toBe(ledger.tool_days.days)
  expect(lines.length - distinct.length).toBe(ledger.tool_days.repeated)
  expect(lines.every(({ tool, minutes }) => tool === 'Coder' && Number(minutes) >= 5)).toBe(true)

  const weeks = tally(distinct, ({ email, day }) => `${email?.toLowerCase()} ${weekOf(day ?? '')}`)
  let others = ledger.tool_days.days
  for (const { email, coder, tool_days } of organisation.personLedgers()) {
    if (coder === 'other_spelling') continue
    expect(tool_days.map((_, week) => weeks.get(`${email} ${week}`) ?? 0)).toEqual(tool_days)
    others -= tool_days.reduce((sum, days) => sum + days, 0)
  }
  expect(others).toBe(ledger.tool_days.of_other_spelling)
})

test('the file of people reads back as it was', async () => {
  const lines = csv(await readFile(files.people, 'utf8'))
  expect(lines).toHaveLength(ledger.people.writing_code + ledger.people.others)
  const coders = lines.filter(({ writes_code }) => writes_code === 'true')
  expect(coders).toHaveLength(ledger.people.writing_code)
  expect(coders.filter((line) => line['attribute:Level'] === '')).toHaveLength(
    ledger.people.without_level,
  )
  expect(coders.filter(({ end_date }) => end_date)).toHaveLength(ledger.people.left)
  expect(lines.map(({ name }) => name)).toEqual(organisation.people.map(({ name }) => name))
  expect(lines.every(({ team }) => /^[^/]+( \/ [^/]+){0,2}$/.test(team ?? ''))).toBe(true)
})

test('the list of Coder users is cut at the columns of its header', async () => {
  const [header = '', ...lines] = (await readFile(files.coder_users, 'utf8'))
    .split('\n')
    .slice(0, -1)
  expect(header).toMatch(/^USERNAME {2,}EMAIL {2,}CREATED AT {2,}STATUS {2,}$/)
  const at = ['USERNAME', 'EMAIL', 'CREATED AT', 'STATUS'].map((name) => header.indexOf(name))
  const rows = lines.map((line) => {
    expect(line).toHaveLength(header.length)
    expect(line.endsWith('  ')).toBe(true)
    return at.map((from, column) => line.slice(from, at[column + 1] ?? header.length))
  })
  for (const row of rows) expect(row.every((cell) => cell.endsWith('  '))).toBe(true)
  const cells = rows.map((row) => row.map((cell) => cell.trimEnd()))
  const usernames = cells.map(([username = '']) => username)
  expect(usernames).toEqual(usernames.toSorted())
  expect(cells.map(([, email]) => email)).toEqual(
    organisation.tool_users.map(({ account }) => account.email ?? ''),
  )
  const { of_people, of_others, of_services } = ledger.coder
  expect(cells).toHaveLength(of_people + of_others + of_services)
  expect(cells.filter(([, email]) => email === '')).toHaveLength(of_services)
})

test('columns are as wide as their widest cell', async () => {
  const [header = ''] = (await readFile(files.coder_users, 'utf8')).split('\n')
  const widest = Math.max(
    ...organisation.tool_users.map(({ account }) => account.username?.length ?? 0),
  )
  expect(header.indexOf('EMAIL')).toBe(widest + 2)
})

test('the truth and the ledger stand beside the files', async () => {
  const truth = JSON.parse(await readFile(files.truth, 'utf8'))
  expect(truth).toEqual({
    settings: organisation.settings,
    truth: organisation.truth,
    ledger,
    gaps: [],
    people: [...organisation.personLedgers()],
  })
})

test('with a re-organisation there is a file of the people before it', async () => {
  const moved = generate({ ...small, people: 40, faults: { moved_per_year: 0.2 } })
  const { people_before = '' } = await writeFiles(moved, join(folder, 'moved'))
  expect(people_before).toMatch(/people-before-2025-12-01\.csv$/)
  expect(csv(await readFile(people_before, 'utf8'))).toHaveLength(
    moved.before_moves?.people.length ?? 0,
  )
})

interface Pull {
  author: { login: string; is_bot: boolean }
  mergedAt: string | null
  title: string
  url: string
}

function csv(text: string): Record<string, string>[] {
  return parse(text, { columns: true })
}

/** Whole weeks since the start, by a count of its own. */
function weekOf(at: string): number {
  const days = (Date.parse(at.slice(0, 10)) - Date.parse(organisation.settings.start)) / 86_400_000
  return Math.floor(days / 7)
}

function tally<T>(items: T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return counts
}
