import { expect, test } from 'vitest'
import { testInstallation } from '../../test/facet.ts'

const held = testInstallation()

const PEOPLE = `email,name,start_date,github_username,team,attribute:Level
ada@example.com,Ada,2020-01-06,ada,Engineering / Core,L3
grace@example.com,Grace,2021-03-01,grace,Engineering / Core,L4
not an address,Nobody,,,,
`

const CODER = `USERNAME         EMAIL              CREATED AT            STATUS     
ada              Ada@Example.com    2026-01-15T08:30:00Z  active     
ci-bot                              2026-04-20T06:00:00Z  active     
`

test('a file is shown, applied, and can be taken back', { timeout: 120_000 }, async () => {
  const { facet, file } = held.at
  const people = await file('people.csv', PEOPLE)

  const dry = await facet('import', people, '--dry-run')
  expect(dry).toMatchObject({ code: 0 })
  expect(dry.stdout).toContain('Would be: 2 new, 0 changed, 0 unchanged, 1 refused')
  expect(dry.stdout).toContain('line 4')
  expect(JSON.parse((await facet('users.list')).stdout)).toMatchObject({ total: 0 })

  const json = await facet('import', people, '--json')
  expect(JSON.parse(json.stdout)).toMatchObject({
    counts: { created: 2, refused: 1 },
    dry_run: false,
  })
  expect(json.stderr).toBe('')

  const again = await facet('import', people)
  expect(again.stdout).toContain('0 new, 0 changed, 2 unchanged, 1 refused')

  const undone = await facet('imports.undo', '--id', 'Mg')
  expect(undone.code).toBe(0)
  expect(JSON.parse((await facet('users.list')).stdout)).toMatchObject({ total: 0 })
})

test('under --strict a refused line is a failure, and so is a file that cannot be read', {
  timeout: 60_000,
}, async () => {
  const { facet, file } = held.at
  expect(
    await facet('import', await file('people.csv', PEOPLE), '--strict', '--dry-run'),
  ).toMatchObject({ code: 1 })
  const html = await facet(
    'import',
    await file('login.csv', '<!doctype html><title>Sign in</title>'),
  )
  expect(html).toMatchObject({ code: 1, stdout: '' })
  expect(html.stderr).toContain('file_refused')
  expect(await facet('import', 'nowhere.csv')).toMatchObject({ code: 1 })
})

test('wrong usage exits with 2 and says how to go on', { timeout: 60_000 }, async () => {
  const { facet } = held.at
  for (const argv of [
    ['import'],
    ['import', '--nonsense'],
    ['users.lst'],
    ['users.list', '--page', 'x'],
    ['token'],
  ])
    expect(await facet(...argv)).toMatchObject({ code: 2, stdout: '' })
  expect((await facet('users.list', '--page_size', '101')).stderr).toContain('page_size')
  const help = await facet('--help')
  expect(help.code).toBe(0)
  expect(help.stdout).toContain('facet import')
  expect((await facet('import', '--help')).stdout).toContain('--dry-run')
  expect((await facet('users.list', '--help')).stdout).toContain('--page_size')
})

test('every command works while the server runs, through a socket that only its owner may open', {
  timeout: 120_000,
}, async () => {
  const { facet, file, start } = held.at
  const server = await start(['serve'], /serves (http:\S+)/)
  const people = await facet('import', await file('people.csv', PEOPLE))
  expect(people).toMatchObject({ code: 0 })
  const coder = await facet('import', await file('coder.txt', CODER), '--attribute', 'Coder')
  expect(coder.stdout).toContain('Coder: account 1, no account 1')
  expect(coder.stdout).toContain('service account')

  const token = (
    await facet('token', 'create', '--name', 'test', '--scopes', 'users:read')
  ).stdout.trim()
  const response = await fetch(`${server.found[1]}/users.list?page_size=1`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(await response.json()).toMatchObject({ ok: true, total: 2, next_page: 2 })
  expect(await (await fetch(`${server.found[1]}/users.list`)).json()).toMatchObject({
    error: 'not_authed',
  })
  expect(await server.stop()).toMatchObject({ code: 0 })

  const { users } = JSON.parse((await facet('users.list')).stdout)
  expect(users[0].attributes).toEqual([
    { name: 'Level', value: 'L3' },
    { name: 'Coder', value: 'account' },
  ])
})

test('a report is a page for the terminal, or a file of another form', {
  timeout: 60_000,
}, async () => {
  const { facet, file } = held.at
  const tools = 'email,attribute:Tool\nada@example.com,yes\ngrace@example.com,no\n'
  await facet('import', await file('tools.csv', tools))
  const asked = ['--attribute', 'Tool', '--from', '2026-01-05', '--to', '2026-02-02']
  const report = (...argv: string[]) => facet('reports.cohort', ...asked, ...argv)
  expect((await report()).stdout).toMatch(/^Tool: no and yes/)
  expect((await report('--format', 'md')).stdout).toMatch(/^# Tool: no and yes\n/)
  const csv = await report('--format', 'csv')
  expect(csv.stdout).toMatch(/^section,metric,.*\r\nquestion,/)
  expect(csv.stdout).toMatch(/\S\r\n$/)
  expect(JSON.parse((await report('--json')).stdout)).toMatchObject({ spec: { attribute: 'Tool' } })
  const named = await facet('report', 'cohort', ...asked, '--format', 'html')
  expect(named.stdout).toMatch(/^<!doctype html>.*<h1>Tool: no and yes<\/h1>/s)
  const none = await facet('report', 'cohorts')
  expect(none).toMatchObject({ code: 2, stdout: '' })
  expect(none.stderr).toMatch(/There is no report "cohorts".*facet report trend/s)
  expect(await report('--format', 'pdf')).toMatchObject({ code: 2, stdout: '' })
  const help = await facet('reports.cohort', '--help')
  expect(help.stdout.match(/--format/g)).toHaveLength(1)
})

test('a file that a method makes is printed as it is', { timeout: 60_000 }, async () => {
  const { facet } = held.at
  const { stdout } = await facet('imports.info', '--id', 'MQ', '--format', 'csv')
  expect(stdout).toMatch(/^line,outcome,code,message,raw\r\n/)
})

test('columns that nobody knows are asked for once', { timeout: 60_000 }, async () => {
  const { facet, file } = held.at
  const odd = await file('odd.csv', 'Kontakt,Sparte\neve@example.com,Nord\n')
  const asked = await facet('import', odd)
  expect(asked).toMatchObject({ code: 1 })
  expect(asked.stderr).toContain('--map "Sparte=')
  const mapped = await facet(
    'import',
    odd,
    '--as',
    'people',
    '--map',
    'Kontakt=email',
    '--map',
    'Sparte=attribute:Division',
  )
  expect(mapped.stdout).toContain('Division: Nord 1')
  const next = await file('odd2.csv', 'Kontakt,Sparte\nfay@example.com,West\n')
  expect((await facet('import', next)).stdout).toContain('Division: West 1')
})
