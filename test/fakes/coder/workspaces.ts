import { mix, uuid } from './mix.ts'
import { ORGANIZATION, type Person, PREBUILDS } from './people.ts'
import { pageOf } from './users.ts'
import { may, type Refusal, unlicensed, type World } from './world.ts'

const HOUR = 60 * 60 * 1000

/** The answer of `GET /workspaces`: all to those who may see all, else those of the caller; running ones first. */
export function listWorkspaces(world: World, caller: Person, query: URLSearchParams) {
  const page = pageOf(query)
  if ('body' in page) return page
  const owners: Owner[] = [
    { ...PREBUILDS, number: 50 },
    ...world.people.filter(({ usage }) => usage !== 'none'),
  ].sort((a, b) => Number(runs(b)) - Number(runs(a)))
  const seen = may(caller, 'workspaces') ? owners : owners.filter(({ id }) => id === caller.id)
  const end = page.limit ? page.offset + page.limit : undefined
  const workspaces = seen.slice(page.offset, end).map((owner) => workspaceOf(owner, world))
  return { workspaces, count: seen.length }
}

type Owner = Pick<Person, 'id' | 'username' | 'number'>

function workspaceOf(owner: Owner, world: World) {
  const { id, username, number } = owner
  const used = world.now().getTime() - (mix(number, 21) % (20 * 24 * HOUR))
  return {
    id: uuid(2, number),
    name: 'main',
    owner_id: id,
    owner_name: username,
    organization_id: ORGANIZATION,
    organization_name: 'coder',
    template_id: '11111111-1111-4111-8111-111111111111',
    template_name: 'docker',
    template_display_name: '',
    created_at: new Date(used - 700 * HOUR).toISOString(),
    updated_at: new Date(used).toISOString(),
    last_used_at: number % 5 === 0 ? '0001-01-01T00:00:00Z' : new Date(used).toISOString(),
    dormant_at: null,
    favorite: false,
    is_prebuild: id === PREBUILDS.id,
    latest_build: buildOf(number, used - HOUR),
  }
}

const OUTCOMES = [
  { transition: 'start', status: 'running', job: 'succeeded' },
  { transition: 'start', status: 'running', job: 'succeeded' },
  { transition: 'start', status: 'failed', job: 'failed' },
  { transition: 'start', status: 'starting', job: 'running' },
  { transition: 'stop', status: 'stopped', job: 'succeeded' },
  { transition: 'start', status: 'canceled', job: 'canceled' },
] as const

const outcomeOf = (number: number) => OUTCOMES[number % OUTCOMES.length] ?? OUTCOMES[0]
const runs = ({ number }: Owner) => outcomeOf(number).status === 'running'

/** The last build of a workspace: most are starts that went well, with an agent that was ready a while after. */
function buildOf(number: number, asked: number) {
  const { transition, status, job } = outcomeOf(number)
  const built = asked + (20 + (mix(number, 22) % 60)) * 1000
  const ready = built + (mix(number, 23) % 120) * 1000
  const done = job === 'succeeded' || job === 'failed'
  const agent = {
    name: 'main',
    lifecycle_state: 'ready',
    ready_at: new Date(ready).toISOString(),
  }
  return {
    id: uuid(3, number),
    build_number: 1 + (number % 9),
    created_at: new Date(asked).toISOString(),
    transition,
    status,
    reason: 'initiator',
    job: {
      created_at: new Date(asked).toISOString(),
      status: job,
      ...(done ? { completed_at: new Date(built).toISOString() } : {}),
    },
    resources:
      status === 'running' ? [{ name: 'container', agents: [agent] }, { name: 'disk' }] : [],
  }
}

/** The answer of `GET /groups`; `Everyone` has the id of its organisation. */
export function listGroups(world: World, caller: Person): unknown[] | Refusal {
  if (!world.licensed) return unlicensed('Template RBAC')
  if (!may(caller, 'groups')) return []
  const group = (id: string, name: string, members: Person[]) => ({
    id,
    name,
    display_name: name === 'platform' ? 'Platform team' : '',
    organization_id: ORGANIZATION,
    organization_name: 'coder',
    members: members.map(({ id, username, email, status }) => ({ id, username, email, status })),
    total_member_count: members.length,
    avatar_url: '',
    quota_allowance: 0,
    source: 'user',
  })
  return [
    group(ORGANIZATION, 'Everyone', world.people),
    group(uuid(4, 1), 'platform', world.people.slice(0, 4)),
  ]
}
