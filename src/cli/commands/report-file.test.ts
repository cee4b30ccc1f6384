import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { testInstallation } from '../../../test/facet.ts'

const held = testInstallation()

const PEOPLE = Array.from(
  { length: 24 },
  (_, n) => `p${n}@example.com,p${n},${n < 12 ? 'yes' : 'no'}`,
)

const FILE = `report: cohort
title: Tool and pull requests
attribute: Tool
metrics: [pr_throughput]
period: {from: 2026-01-05, to: 2026-02-02}
guardrails:
  - metric: pr_throughput
    margin: 5
output: [md, json]
`

beforeAll(async () => {
  const { facet, file } = held.at
  const people = ['email,github_username,attribute:Tool', ...PEOPLE].join('\n')
  const imported = await facet('import', await file('people.csv', `${people}\n`))
  expect(imported).toMatchObject({ code: 0 })
}, 60_000)

test('a file is answered the same twice over, and ends with the version of the data and the result', {
  timeout: 60_000,
}, async () => {
  const { facet, file } = held.at
  const path = await file('tool.yml', FILE)
  const first = await facet('report', path)
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(first.stdout).toMatch(/^Tool and pull requests\n/)
  expect(first.stdout).toMatch(/Data version: [0-9a-f]{16}\n. Result: [0-9a-f]{64}\n$/)
  expect((await facet('report', path)).stdout).toBe(first.stdout)
})

test('a check fails with 1 and a sentence where a guardrail cannot hold', {
  timeout: 60_000,
}, async () => {
  const { facet, file } = held.at
  const checked = await facet('report', await file('tool.yml', FILE), '--check', '--format', 'md')
  expect(checked.code).toBe(1)
  expect(checked.stdout).toMatch(/^# Tool and pull requests\n/)
  expect(checked.stderr).toMatch(/^Broken: .*cannot be judged/)
  const lenient = await file(
    'lenient.yml',
    FILE.replace('margin: 5', 'margin: 5\n    when_unknown: pass'),
  )
  expect(await facet('report', lenient, '--check')).toMatchObject({ code: 0, stderr: '' })
})

test('a folder gets the forms that the file names', { timeout: 60_000 }, async () => {
  const { facet, file, folder } = held.at
  const out = join(folder, 'out')
  const written = await facet('report', await file('tool.yml', FILE), '--out', out)
  expect(written.code).toBe(0)
  expect((await readdir(out)).sort()).toEqual(['tool.json', 'tool.md'])
  const ran = JSON.parse(await readFile(join(out, 'tool.json'), 'utf8'))
  expect(written.stdout.trimEnd().split('\n').slice(-2)).toEqual([
    `Data version: ${ran.data_version}`,
    `Result: ${ran.result_hash}`,
  ])
})

test('a wrong file exits with 2 and names the line, whoever finds the fault', {
  timeout: 60_000,
}, async () => {
  const { facet, file } = held.at
  const wrong = await file('wrong.yml', `${FILE}metrcs: [a]\n`)
  expect(await facet('report', wrong)).toMatchObject({ code: 2, stdout: '' })
  expect((await facet('report', wrong)).stderr).toContain(`${wrong}:10: metrcs: There is no such`)
  const unknown = await file('unknown.yml', FILE.replace('attribute: Tool', 'attribute: Shoes'))
  const refused = await facet('report', unknown)
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toContain(`${unknown}:1: There is no attribute "Shoes"`)
  expect(await facet('report', 'nowhere.yml')).toMatchObject({ code: 2, stdout: '' })
  expect(await facet('report', wrong, '--format', 'pdf')).toMatchObject({ code: 2, stdout: '' })
})

test('the same bytes come from a running server, by its socket and by its address; the schema is printed', {
  timeout: 120_000,
}, async () => {
  const { facet, file, start, env } = held.at
  const path = await file('tool.yml', FILE)
  const alone = await facet('report', path, '--format', 'json')
  const { stdout: token } = await facet(
    'token',
    'create',
    '--name',
    't',
    '--scopes',
    'reports:read',
  )
  const server = await start(['serve'], /serves (http:\S+)/)
  expect((await facet('report', path, '--format', 'json')).stdout).toBe(alone.stdout)
  Object.assign(env, { FACET_URL: server.found[1], FACET_TOKEN: token.trim() })
  expect((await facet('report', path, '--format', 'json')).stdout).toBe(alone.stdout)
  delete env.FACET_URL
  expect(await server.stop()).toMatchObject({ code: 0 })
  const schema = await facet('report', '--schema')
  expect(JSON.parse(schema.stdout)).toMatchObject({ anyOf: [{}, {}] })
})
