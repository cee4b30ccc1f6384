import * as dx from '../dx/world.ts'
import * as hub from '../github/world.ts'
import * as lab from '../gitlab/world.ts'

/** A few pages of everything that GitHub has. */
export function githubWorld(): hub.World {
  const members = times(120, (i) =>
    hub.person(`user-${i}`, i + 1, { email: `user-${i}@acme.test` }),
  )
  const by = (i: number) => members[i % members.length] as hub.FakeUser
  const repositories = times(3, (r) =>
    hub.repository(
      `repo-${r}`,
      times(60, (i) =>
        hub.merged(i + 1, by(i), 10 * i, {
          reviews: [{ state: 'APPROVED', submittedAt: hub.minute(10 * i + 30), author: by(i + 1) }],
        }),
      ),
      {
        deployments: times(60, (i) => ({
          id: `D-${r}-${String(i).padStart(3, '0')}`,
          environment: 'production',
          createdAt: hub.minute(20 * i),
          creator: by(i),
          statuses: [{ state: 'SUCCESS', createdAt: hub.minute(20 * i + 1) }],
        })),
        runs: times(60, (i) => ({
          id: 1_000 * r + i,
          name: 'ci',
          head_sha: `c${i}`,
          created_at: hub.minute(15 * i),
          attempts: [
            {
              conclusion: 'success',
              started_at: hub.minute(15 * i + 1),
              updated_at: hub.minute(15 * i + 9),
            },
          ],
          actor: by(i),
        })),
      },
    ),
  )
  const teams = times(2, (i) => ({
    id: `T_${i}`,
    name: `Team ${i}`,
    members: members.filter((_, n) => n % 2 === i),
  }))
  return hub.world(repositories, { members, teams })
}

/** The same of GitLab. */
export function gitlabWorld(): lab.World {
  const members = times(120, (i) => lab.person(`user-${i}`, i + 1))
  const by = (i: number) => members[i % members.length] as lab.FakeUser
  const projects = times(3, (p) =>
    lab.project(
      p + 1,
      `acme/project-${p}`,
      times(30, (i) =>
        lab.merged(1_000 * (p + 1) + i, by(i), 10 * i, {
          notes: [
            {
              body: 'approved this merge request',
              system: true,
              created_at: lab.minute(10 * i + 30),
              author: by(i + 1),
            },
          ],
        }),
      ),
      {
        deployments: times(130, (i) => ({
          id: 100_000 * (p + 1) + i,
          status: 'success',
          sha: `c${i}`,
          created_at: lab.minute(20 * i),
          updated_at: lab.minute(20 * i + 1),
          user: by(i),
          environment: { name: 'production' },
        })),
        pipelines: times(40, (i) => ({
          id: 1_000_000 * (p + 1) + i,
          status: 'SUCCESS',
          ref: 'main',
          sha: `c${i}`,
          createdAt: lab.minute(15 * i),
          updatedAt: lab.minute(15 * i + 9),
          user: by(i),
        })),
      },
    ),
  )
  return lab.world(projects, members)
}

/** Users with attributes, groups and teams at DX, a few pages each. */
export function dxWorld(): Partial<dx.World> {
  const users = times(350, (i) =>
    dx.dxUser(i + 1, {
      github_username: `user-${i}`,
      attributes: [{ name: 'Level', value: `L${1 + (i % 5)}` }],
    }),
  )
  const email = (i: number) => users[i % users.length]?.email ?? ''
  return {
    users,
    attributes: [dx.dxAttribute('Level')],
    groups: times(25, (i) => ({ name: `Group ${i}`, members: [email(i), email(i + 7)] })),
    teams: times(25, (i) =>
      dx.dxTeam(i + 1, {
        lead: email(i),
        contributors: [email(i + 25), email(i + 50)],
        parent_id: i < 5 ? null : dx.dxId(1 + (i % 5)),
      }),
    ),
    tokens: {
      organization: {
        token_type: 'account_web_api_token',
        privileged: false,
        scopes: ['snapshots:read', 'users:read', 'user_groups:read'],
      },
    },
  }
}

const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))
