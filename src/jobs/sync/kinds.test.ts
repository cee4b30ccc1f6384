import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { importFacts } from '../../../test/facts.ts'
import { connect as connectGitHub } from '../../../test/fakes/github/connect.ts'
import { merged, minute, person, repository, world } from '../../../test/fakes/github/world.ts'
import { connect as connectGitLab } from '../../../test/fakes/gitlab/connect.ts'
import * as lab from '../../../test/fakes/gitlab/world.ts'
import { givenSource, SECRET_KEY } from '../../../test/source.ts'
import { rollup } from '../../metrics/rollup.ts'
import { many, run } from '../../store/db.ts'
import { runSync } from './run.ts'

const held = testDatabase()

beforeEach(() =>
  run(
    held.database.db,
    sql`
      truncate users, user_weeks, user_tool_weeks, user_keys, user_attributes, user_documents, accounts, attributes, teams, groups, roles, repos, coverage,
        dirty_weeks, sources, deployments, pipeline_runs cascade
    `,
  ),
)

const NOW = new Date('2026-06-01T12:00:00Z')

/** Reads a source twice from its beginning and once more, as three nights would. */
async function sync(kind: string, { settings, secret }: { settings: object; secret: unknown }) {
  const source_id = await givenSource(held.database, {
    kind,
    name: kind,
    settings: { ...settings },
    secret,
  })
  const deps = {
    database: held.database,
    secretKey: SECRET_KEY,
    now: () => NOW,
    wait: async () => {},
  }
  const first = await runSync(deps, { source_id, asked_by: 'test' })
  const second = await runSync(deps, { source_id, asked_by: 'test' })
  await rollup(held.database)
  return { first, second }
}

const rows = <Row>(text: ReturnType<typeof sql<Row>>) => many(held.database.db, text)

const weeks = () =>
  rows(sql<{ text: string }>`
    select concat_ws(' ', split_part(u.email, '@', 1), w.week, w.prs_merged, w.reviews_given) as text
    from user_weeks w
    join users u on u.id = w.user_id
    where w.prs_merged > 0 or w.reviews_given > 0
    order by 1
  `).then((found) => found.map(({ text }) => text))

const ann = person('ann', 1, { email: 'ann@acme.test' })
const bob = person('bob', 2)

test('pull requests, reviews, teams, deployments and runs of GitHub become weeks of people', async () => {
  await importFacts(held.database, {
    kind: 'people',
    facts: [{ email: 'ann@acme.test' }, { email: 'bob@acme.test', github_username: 'bob' }],
  })
  const { context } = await connectGitHub(
    world(
      [
        repository('app', [
          merged(1, ann, 600, {
            reviews: [{ state: 'APPROVED', submittedAt: minute(630), author: bob }],
          }),
          merged(2, bob, 700),
        ]),
      ],
      {
        members: [ann, bob],
        teams: [{ id: 'T_1', name: 'Web', members: [ann, bob] }],
      },
    ),
  )
  const { first, second } = await sync('github', context)
  expect(first).toMatchObject({ status: 'done', error: null })
  expect(first.counts.pull_requests).toMatchObject({ created: 2, refused: 0 })
  expect(second).toMatchObject({ status: 'done', error: null })
  expect(second.counts.pull_requests?.created ?? 0).toBe(0)
  expect(await weeks()).toEqual(['ann 2025-12-29 1 0', 'bob 2025-12-29 1 1'])
  expect(
    await rows(sql`
      select g.name, u.email
      from group_members gm
      join groups g on g.id = gm.group_id
      join users u on u.id = gm.user_id
      order by u.email
    `),
  ).toEqual([
    { name: 'Web', email: 'ann@acme.test' },
    { name: 'Web', email: 'bob@acme.test' },
  ])
})

test('merge requests, deployments and pipelines of GitLab become facts of its accounts', async () => {
  await importFacts(held.database, {
    kind: 'people',
    facts: [{ email: 'ann@acme.test', gitlab_username: 'ann' }],
  })
  const ada = lab.person('ann', 1)
  const { context } = await connectGitLab(
    lab.world(
      [
        lab.project(7, 'acme/app', [lab.merged(7001, ada, 600)], {
          deployments: [
            {
              id: 1,
              status: 'success',
              sha: 'c0ffee',
              created_at: lab.minute(700),
              updated_at: lab.minute(705),
              user: ada,
              environment: { name: 'production' },
            },
          ],
        }),
      ],
      [ada],
    ),
  )
  const { first } = await sync('gitlab', context)
  expect(first).toMatchObject({ status: 'done', error: null })
  expect(await weeks()).toEqual(['ann 2025-12-29 1 0'])
  expect(
    await rows(sql`
      select d.service, d.production, d.status, a.username
      from deployments d
      join accounts a on a.id = d.account_id
    `),
  ).toEqual([{ service: 'acme/app', production: true, status: 'success', username: 'ann' }])
})

test('somebody who leaves a team at GitHub leaves the group', async () => {
  await importFacts(held.database, {
    kind: 'people',
    facts: [{ email: 'ann@acme.test' }, { email: 'bob@acme.test', github_username: 'bob' }],
  })
  const acme = world([], {
    members: [ann, bob],
    teams: [{ id: 'T_1', name: 'Web', members: [ann, bob] }],
  })
  const { context } = await connectGitHub(acme)
  await sync('github', context)
  acme.teams = [{ id: 'T_1', name: 'Web', members: [ann] }]
  const source_id = (await rows(sql<{ id: number }>`select s.id from sources s`))[0]?.id ?? 0
  await runSync(
    { database: held.database, secretKey: SECRET_KEY, now: () => NOW, wait: async () => {} },
    { source_id, asked_by: 'test' },
  )
  expect(
    await rows(sql`
      select u.email from group_members gm join users u on u.id = gm.user_id
    `),
  ).toEqual([{ email: 'ann@acme.test' }])
})
