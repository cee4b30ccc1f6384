import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { FACT_KINDS } from '../../model/index.ts'
import { FIELDS } from './fields.ts'
import { factsOf, fixture, issuesOf, read } from './fixtures/given.ts'

/** Every file that is recognised, with its format, its kind, and how many facts and issues it holds. */
const FILES: [
  file: string,
  format: string,
  kind: keyof typeof FACT_KINDS,
  facts: number,
  issues: number,
][] = [
  ['coder-users-table.txt', 'coder-table', 'tool_users', 4, 1],
  ['coder-users-cli.json', 'coder-json', 'tool_users', 4, 1],
  ['coder-users-api.json', 'coder-json', 'tool_users', 4, 1],
  ['coder-users-jq.csv', 'coder-csv', 'tool_users', 4, 1],
  ['coder-users-repaired.csv', 'coder-csv', 'tool_users', 4, 1],
  ['coder-activity.json', 'coder-activity-json', 'tool_days', 2, 0],
  ['entra-documented.csv', 'entra-csv', 'people', 2, 0],
  ['entra-new.csv', 'entra-csv', 'people', 3, 0],
  ['microsoft-365.csv', 'microsoft-365-csv', 'people', 2, 0],
  ['google.csv', 'google-csv', 'people', 2, 0],
  ['okta-rockstar.csv', 'okta-csv', 'people', 3, 0],
  ['okta-password-health.csv', 'okta-csv', 'people', 2, 0],
  ['okta-api.json', 'okta-json', 'people', 2, 0],
  ['jumpcloud.csv', 'jumpcloud-csv', 'people', 2, 0],
  ['onelogin.csv', 'onelogin-csv', 'people', 3, 0],
  ['onelogin.json', 'onelogin-json', 'people', 2, 0],
  ['keycloak.json', 'keycloak-json', 'people', 2, 1],
  ['keycloak-realm.json', 'keycloak-json', 'people', 2, 1],
  ['gh-pr-list.json', 'gh-json', 'pull_requests', 2, 1],
  ['gh-graphql.jsonl', 'gh-json', 'pull_requests', 1, 1],
  ['gh-graphql-pages.json', 'gh-json', 'pull_requests', 1, 1],
  ['glab-pages.json', 'glab-json', 'pull_requests', 2, 1],
  ['people.csv', 'csv', 'people', 2, 3],
  ['teams.csv', 'csv', 'teams', 2, 1],
  ['tool-days.csv', 'csv', 'tool_days', 2, 2],
  ['pull-requests.csv', 'csv', 'pull_requests', 2, 2],
  ['reviews.csv', 'csv', 'reviews', 2, 1],
  ['services.csv', 'csv', 'services', 1, 2],
  ['deployments.csv', 'csv', 'deployments', 2, 1],
  ['pipeline-runs.csv', 'csv', 'pipeline_runs', 2, 1],
  ['incidents.csv', 'csv', 'incidents', 2, 1],
  ['pagerduty.json', 'pagerduty-json', 'incidents', 2, 0],
  ['custom-facts.csv', 'csv', 'custom_facts', 2, 1],
  ['emails.txt', 'email-list', 'tool_users', 2, 1],
]

test.each(FILES)(
  '%s is recognised as %s and read line by line',
  async (file, format, kind, facts, issues) => {
    const { recognised, lines } = await read(fixture(file))
    expect(recognised).toMatchObject({ format, kind, needs_mapping: false })
    const found = lines.flatMap((line) => ('fact' in line ? [line.fact] : []))
    expect([found.length, lines.length - found.length]).toEqual([facts, issues])
    for (const fact of found) expect(FACT_KINDS[kind].parse(fact)).toEqual(fact)
  },
)

test('the documentation names every format and every column', () => {
  const page = readFileSync(new URL('../../../docs/files.md', import.meta.url), 'utf8')
  const fields = Object.values(FIELDS).flatMap((headers) => Object.keys(headers))
  const inner = ['login', 'author_name', 'author_external_id', 'author_bot']
  for (const name of [
    ...FILES.map(([, format]) => format),
    ...fields.filter((field) => !inner.includes(field)),
  ]) {
    expect(page).toContain(`\`${name.replace('attribute:', '')}\``)
  }
})

test('what was recognised may be kept as JSON until the file is read', async () => {
  const { recognised } = await read(fixture('entra-new.csv'))
  expect(JSON.parse(JSON.stringify(recognised))).toEqual(recognised)
})

describe('what the sources say', () => {
  test('deployments, in CSV and JSON', async () => {
    const [first, second] = await factsOf(fixture('deployments.csv'))
    expect(first).toEqual({
      external_id: 'DE_1',
      service: 'shop',
      environment: 'production',
      at: '2026-01-08T09:00:00.000Z',
      status: 'success',
      commit: 'a2',
      account: { username: 'aki' },
    })
    expect(second).toMatchObject({
      external_id: 'shop staging 2026-01-08t10:00:00.000z',
      status: 'rolled_back',
    })
    const json = [{ ...first, commit: undefined, commits: ['a1', 'a2'], account: undefined }]
    expect(await factsOf(JSON.stringify(json))).toEqual([{ ...first, account: undefined }])
  })

  test('runs of pipelines', async () => {
    expect(await factsOf(fixture('pipeline-runs.csv'))).toMatchObject([
      { external_id: '77', repo: 'acme/shop', number: 12, attempt: 2, status: 'success' },
      { external_id: 'acme/shop 12 lint 2026-01-08t09:00:00.000z 1', status: 'skipped' },
    ])
  })

  test('incidents and services', async () => {
    expect(await factsOf(fixture('pagerduty.json'))).toEqual([
      {
        external_id: 'Q1',
        service: 'Shop',
        opened_at: '2026-01-08T10:00:00.000Z',
        mitigated_at: '2026-01-08T11:00:00.000Z',
        severity: 'P1',
      },
      { external_id: 'Q2', service: 'Shop', opened_at: '2026-01-09T10:00:00.000Z' },
    ])
    expect((await factsOf(fixture('incidents.csv')))[0]).toMatchObject({
      external_id: 'INC-1',
      caused_by: 'DE_1',
      fixed_by: 'none',
    })
    expect(await factsOf(fixture('services.csv'))).toEqual([
      { name: 'shop', team: 'Engineering / Core', from: '2026-01-05', aliases: ['acme/shop'] },
    ])
  })

  test('all forms of the list of Coder say the same of a person', async () => {
    for (const file of [
      'coder-users-cli.json',
      'coder-users-api.json',
      'coder-users-repaired.csv',
    ]) {
      const facts = await factsOf(fixture(file))
      expect(facts[1]).toEqual({
        account: {
          external_id: '5e0c1b52-0003-4c1e-9d5e-0a1b2c3d4e03',
          username: 'ines-o',
          email: 'Ines.Oliveira@Example.org',
          name: 'Inês "Nês" Oliveira, MSc',
        },
        status: 'dormant',
        created_at: '2023-11-30T22:59:59.999Z',
        last_seen_at: '2026-03-03T10:00:00.000Z',
      })
      expect(facts[2]).toMatchObject({ last_seen_at: null })
    }
  })

  test('a service account is told although the first accounts lack the key that says so', async () => {
    const account = (i: number) => ({
      id: `${i}`,
      username: `u${i}`,
      email: `u${i}@corp.example`,
      created_at: '2024-02-01T08:00:00Z',
      status: 'active',
    })
    const users = [...Array(300).keys()].map(account)
    const robot = { ...account(300), is_service_account: true }
    expect(await issuesOf(JSON.stringify([...users, robot]))).toEqual([[1, 'service_account']])
  })

  test('a key that the head does not show fills no field that has its column', async () => {
    const person = { work_email: 'aki@corp.example', name: 'Aki' }
    const late = { email: 'private@home.example', ...person, team: 'Runtime' }
    const facts = await factsOf(JSON.stringify([...Array(250).fill(person), late]))
    expect(facts[250]).toEqual({ email: 'aki@corp.example', name: 'Aki', team: 'Runtime' })
  })

  test('a guest of Entra, an emptied mail and a cell like a formula are read as they are meant', async () => {
    expect(await factsOf(fixture('entra-new.csv'))).toEqual([
      {
        email: 'Aki.Tanaka@corp.example',
        name: 'Aki Tanaka',
        aliases: ['aki@corp.example'],
        deactivated: false,
        attributes: expect.objectContaining({ Title: ['Principal Engineer'], Geo: ['JP'] }),
      },
      expect.objectContaining({
        email: 'rui@partner.example',
        name: 'Guest, Rui',
        deactivated: false,
      }),
      expect.objectContaining({
        email: 'build@corp.onmicrosoft.com',
        name: '=1+1',
        deactivated: true,
      }),
    ])
  })

  test('Entra tells when an account was made in the way of the United States', async () => {
    const users = await factsOf(fixture('entra-new.csv'), { as: 'tool_users' })
    const made = users.map((fact) => 'created_at' in fact && fact.created_at)
    expect(made).toEqual([
      '2024-08-19T13:25:31.000Z',
      '2025-01-02T11:00:00.000Z',
      '2023-12-31T23:59:59.000Z',
    ])
  })

  test('a blocked credential of Microsoft 365 is a deactivated person', async () => {
    const facts = await factsOf(fixture('microsoft-365.csv'))
    expect(facts.map((fact) => 'deactivated' in fact && fact.deactivated)).toEqual([false, true])
  })

  test('Google gives work addresses but no private ones, and says who never signed in', async () => {
    const [person] = await factsOf(fixture('google.csv'))
    expect(person).toMatchObject({ email: 'aki@corp.example', aliases: ['aki.t@corp.example'] })
    const users = await factsOf(fixture('google.csv'), { as: 'tool_users' })
    expect(users).toMatchObject([
      { last_seen_at: '2026-08-31T00:24:13.000Z' },
      { status: 'suspended', last_seen_at: null },
    ])
  })

  test('the numbers of OneLogin are statuses: one who is locked out still works here', async () => {
    const facts = await factsOf(fixture('onelogin.csv'))
    expect(facts.map((fact) => 'deactivated' in fact && fact.deactivated)).toEqual([
      false,
      true,
      false,
    ])
  })

  test('a plain list of three columns is not taken for the export of Google', async () => {
    const { recognised } = await read(
      'First Name,Last Name,Email Address\nAki,Tanaka,aki@corp.example\n',
    )
    expect(recognised).toMatchObject({ source: 'file', kind: 'people', needs_mapping: false })
  })

  test('teams of the platform that exports JSON are read from it', async () => {
    const teams = [
      {
        name: 'Runtime',
        reference_id: 'rt',
        team_lead_email: 'aki@corp.example',
        parent_team_reference_id: 'eng',
        parent_team_name: 'Engineering',
        members: ['aki@corp.example', 'ines@corp.example'],
      },
    ]
    expect(await factsOf(JSON.stringify(teams))).toEqual([
      {
        name: 'Runtime',
        reference_id: 'rt',
        parent: 'eng',
        lead_email: 'aki@corp.example',
        members: ['aki@corp.example', 'ines@corp.example'],
      },
    ])
  })

  test('pull requests and reviews are read from JSON lines with the names of the fields', async () => {
    const pull = {
      repo: 'a/b',
      number: 1,
      account: { username: 'aki' },
      opened_at: '2026-08-31T12:00:00Z',
      draft: false,
      additions: 0,
    }
    expect(await factsOf(`${JSON.stringify(pull)}\n`)).toEqual([
      { ...pull, opened_at: '2026-08-31T12:00:00.000Z' },
    ])
    const review = {
      repo: 'a/b',
      number: 1,
      author_username: 'ines',
      submitted_at: '2026-08-31T12:00:00Z',
      state: 'approved',
    }
    expect(await issuesOf(`${JSON.stringify(review)}\n{"repo":\n`)).toEqual([[2, 'malformed']])
  })
})
