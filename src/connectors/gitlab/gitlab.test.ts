import { expect, test } from 'vitest'
import { collect, kept, told } from '../../../test/fakes/github/connect.ts'
import { connect } from '../../../test/fakes/gitlab/connect.ts'
import {
  type FakeDeployment,
  merged,
  minute,
  person,
  project,
  world,
} from '../../../test/fakes/gitlab/world.ts'
import type { Batch } from '../connector.ts'
import { gitlab } from './gitlab.ts'

const ann = person('ann', 1, { publicEmail: 'ann@acme.test' })
const bob = person('bob', 2, { state: 'blocked' })
const robot = person('group_9_bot_1', 3, { bot: true })

const deployed = (id: number, status: string, at: number, name = 'prod'): FakeDeployment => ({
  id,
  status,
  sha: 'c0ffee',
  created_at: minute(at),
  updated_at: minute(at + 5),
  user: ann,
  environment: { name },
})

const acme = () =>
  world(
    [
      project(
        7,
        'acme/app',
        [
          merged(7001, ann, 600, {
            notes: [
              { body: 'Why?', system: false, created_at: minute(610), author: bob },
              {
                body: 'approved this merge request',
                system: true,
                created_at: minute(630),
                author: bob,
              },
            ],
            files: [
              { path: 'src/a.rb', additions: 5, deletions: 1 },
              { path: 'Gemfile.lock', additions: 400, deletions: 300 },
            ],
            commits: [
              { authoredDate: minute(590), authorEmail: 'ann@home.test', username: 'ann' },
              { authoredDate: minute(500), authorEmail: 'ann@home.test', username: 'ann' },
            ],
          }),
          merged(7002, robot, 700, {
            commits: [
              { authoredDate: minute(690), authorEmail: 'ci@acme.test', username: robot.username },
            ],
          }),
        ],
        {
          deployments: [deployed(31, 'success', 800), deployed(32, 'running', 900)],
          pipelines: [
            {
              id: 41,
              status: 'SUCCESS',
              ref: 'refs/merge-requests/1/head',
              sha: 'c0ffee',
              createdAt: minute(605),
              updatedAt: minute(620),
              startedAt: minute(607),
              finishedAt: minute(620),
              user: ann,
            },
            {
              id: 42,
              status: 'RUNNING',
              ref: 'main',
              sha: 'c0ffee',
              createdAt: minute(705),
              updatedAt: minute(705),
              user: ann,
            },
          ],
        },
      ),
      project(8, 'acme/deep/old', [merged(8001, bob, 100)], { archived: true }),
    ],
    [ann, bob, robot],
  )

test('a sync tells members, merge requests, deployments and pipelines, and covers the days before it', async () => {
  const { context } = await connect(acme())
  const batches = await collect(gitlab.sync(context, null))
  const facts = kept(batches)
  expect(facts.get('account ann')).toEqual({
    account: { external_id: '1', username: 'ann', email: 'ann@acme.test', name: 'Ann' },
    status: 'active',
    created_at: '2025-01-01T00:00:00.000Z',
    last_seen_at: '2026-05-31T00:00:00.000Z',
  })
  expect(facts.get('account bob')).toMatchObject({ status: 'suspended' })
  expect(facts.get('account group_9_bot_1')).toMatchObject({ account: { bot: true } })
  expect(facts.get('acme/app#1')).toEqual({
    repo: 'acme/app',
    number: 1,
    account: { external_id: '1', username: 'ann', name: 'Ann' },
    title: 'Change 7001',
    opened_at: minute(600),
    first_commit_at: minute(500),
    first_review_at: minute(610),
    approved_at: minute(630),
    merged_at: minute(660),
    additions: 5,
    deletions: 1,
    changed_files: 1,
    base_branch: 'main',
    head_branch: 'change-1',
    draft: false,
    reviews: [
      {
        account: { external_id: '2', username: 'bob', name: 'Bob' },
        submitted_at: minute(610),
        state: 'commented',
      },
      {
        account: { external_id: '2', username: 'bob', name: 'Bob' },
        submitted_at: minute(630),
        state: 'approved',
      },
    ],
  })
  expect(facts.get('acme/app#2')).toMatchObject({ account: { email: 'ci@acme.test', bot: true } })
  expect(facts.get('acme/deep/old#1')).toBeDefined()
  expect(facts.get('31')).toEqual({
    external_id: '31',
    service: 'acme/app',
    environment: 'prod',
    production: true,
    at: minute(805),
    status: 'success',
    commit: 'c0ffee',
    account: { external_id: '1', username: 'ann', name: 'Ann' },
  })
  expect(facts.get('41')).toMatchObject({
    number: 1,
    queued_at: minute(605),
    started_at: minute(607),
    finished_at: minute(620),
    status: 'success',
  })
  expect([facts.has('32'), facts.has('42')]).toEqual([false, false])
  const days = { from_day: '2025-12-31', to_day: '2026-06-01' }
  expect(told(batches, 'covers')).toEqual([
    { subject: 'accounts', from_day: '2026-06-01', to_day: '2026-06-02' },
    { subject: 'pull_requests', ...days },
    { subject: 'reviews', ...days },
    { subject: 'deployments', ...days },
    { subject: 'pipeline_runs', ...days },
  ])
  expect(told(batches, 'left')).toEqual([])
})

test('the next run tells what has changed since, and what ended', async () => {
  const group = acme()
  const { context, fake } = await connect(group)
  const first = await collect(gitlab.sync(context, null))
  const [app] = group.projects
  Object.assign(app?.deployments[1] ?? {}, { status: 'failed', updated_at: minute(5000) })
  Object.assign(app?.pipelines[1] ?? {}, { status: 'FAILED', updatedAt: minute(218_300) })
  Object.assign(app?.mergeRequests[1] ?? {}, { title: 'Changed', updated_at: minute(5000) })
  fake.calls.length = 0
  const second = kept(await collect(gitlab.sync(context, first.at(-1)?.cursor ?? null)))
  expect([...second.keys()].filter((key) => !key.startsWith('account'))).toEqual([
    'acme/app#2',
    '32',
    '42',
  ])
  expect(fake.calls.filter((call) => call.includes('/notes'))).toHaveLength(1)
})

test('what is switched off in one project is told, and the others count', async () => {
  const { context, fake } = await connect(acme())
  fake.denied.add('deployments')
  const batches = await collect(gitlab.sync(context, null))
  expect(told(batches, 'left').map(({ code }) => code)).toEqual([
    'no_deployments',
    'no_deployments',
  ])
  expect(told(batches, 'covers').map(({ subject }) => subject)).not.toContain('deployments')
  expect(told(batches, 'covers').map(({ subject }) => subject)).toContain('pipeline_runs')
})

test('merge requests without notes or details are told without what these tell', async () => {
  const { context, fake } = await connect(acme())
  for (const what of ['notes', 'details'] as const) fake.denied.add(what)
  const batches = await collect(gitlab.sync(context, null))
  const fact = kept(batches).get('acme/app#1')
  for (const field of ['reviews', 'first_review_at', 'first_commit_at', 'additions'])
    expect(fact).not.toHaveProperty(field)
  expect(new Set(told(batches, 'left').map(({ code }) => code))).toEqual(
    new Set(['no_notes', 'no_details']),
  )
})

test('a query that is too complex is asked in parts', async () => {
  const { context, fake } = await connect(acme())
  fake.complexity = 30
  const facts = kept(await collect(gitlab.sync(context, null)))
  expect(facts.get('acme/app#1')).toHaveProperty('additions', 5)
})

test('where GitLab tells no commits at all for the moment, the run ends and the next one asks again', async () => {
  const { context, server, fake } = await connect(acme())
  const ill = () => fake.calls.some((call) => call.includes('/merge_requests'))
  server.script(({ path }) =>
    path === '/api/graphql' && ill() ? { kind: 'status', status: 502 } : undefined,
  )
  const batches: Batch[] = []
  const first = (async () => {
    for await (const batch of gitlab.sync(context, null)) batches.push(batch)
  })()
  await expect(first).rejects.toMatchObject({ code: 'unavailable' })
  server.script(() => undefined)
  const second = await collect(gitlab.sync(context, batches.at(-1)?.cursor ?? null))
  expect(kept(second).get('acme/app#1')).toHaveProperty('additions', 5)
})

test('a group that is hidden is told as such, and a wrong token too', async () => {
  const hidden = await connect(acme(), { group: 'other' })
  await expect(collect(gitlab.sync(hidden.context, null))).rejects.toMatchObject({
    code: 'not_found',
  })
  const wrong = await connect(acme(), { token: 'wrong' })
  await expect(collect(gitlab.sync(wrong.context, null))).rejects.toMatchObject({
    code: 'unauthorized',
  })
})

test.each([
  [{ kind: 'html' }, 'not_the_api'],
  [{ kind: 'cut' }, 'broken_answer'],
  [{ kind: 'limited', headers: { 'retry-after': '3600' } }, 'rate_limited'],
  [{ kind: 'status', status: 502 }, 'unavailable'],
] as const)('an answer that is %o ends the run with a reason', async (mishap, code) => {
  const { context, server } = await connect(acme())
  server.script(() => mishap)
  await expect(collect(gitlab.sync(context, null))).rejects.toMatchObject({ code })
})

test('the test of a connection says what works and what a missing right means', async () => {
  const { context, fake } = await connect(acme())
  const outcomes = async () =>
    (await gitlab.test(context)).map(({ what, outcome }) => [what, outcome])
  const all = ['account', 'members', 'merge requests', 'projects', 'deployments', 'pipelines']
  expect(await outcomes()).toEqual(all.map((what) => [what, 'ok']))
  for (const right of ['members', 'deployments', 'pipelines'] as const) {
    fake.denied.clear()
    fake.denied.add(right)
    expect(await outcomes()).toContainEqual([right, 'limited'])
  }
})

test('the commit that a merge request became is that of the merge, of the squash, or its own newest', async () => {
  const shas = { sha: 'aaa', squash_commit_sha: 'bbb', merge_commit_sha: 'ccc' }
  const { merge_commit_sha: _, ...squashed } = shas
  const message = 'Change\n\nCo-authored-by: Claude <noreply@anthropic.com>'
  const commits = [{ authoredDate: minute(580), authorEmail: 'ann@home.test', message }]
  const { context } = await connect(
    world([
      project(7, 'acme/app', [
        merged(7001, ann, 600, shas),
        merged(7002, ann, 700, squashed),
        merged(7003, ann, 800, { sha: 'aaa', commits }),
        merged(7004, ann, 900, { ...shas, merged_at: undefined }),
      ]),
    ]),
  )
  const facts = kept(await collect(gitlab.sync(context, null)))
  expect(facts.get('acme/app#1')).toMatchObject({ merge_commit: 'ccc' })
  expect(facts.get('acme/app#2')).toMatchObject({ merge_commit: 'bbb' })
  expect(facts.get('acme/app#3')).toMatchObject({ merge_commit: 'aaa', authorship: 'assisted' })
  expect(facts.get('acme/app#4')).not.toHaveProperty('merge_commit')
  expect(facts.get('acme/app#4')).not.toHaveProperty('authorship')
})
