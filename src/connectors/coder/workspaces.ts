import * as z from 'zod'
import { dayIn, type Fact, type WorkspaceStartFact } from '../../model/index.ts'
import type { Left } from '../connector.ts'
import { instantOf } from '../files/instants.ts'
import { ask } from './ask.ts'
import { TOOL } from './days.ts'
import type { Place, Reading, Step } from './place.ts'
import { PREBUILDS } from './users.ts'

/** Small, because each comes with all the resources of its last build. */
const PAGE = 100

const Agent = z.object({ ready_at: z.string().nullish() })
const Build = z.object({
  id: z.string(),
  created_at: z.string(),
  transition: z.string(),
  job: z.object({ status: z.string(), completed_at: z.string().nullish() }),
  resources: z.array(z.object({ agents: z.array(Agent).nullish() })).nullish(),
})
const Workspace = z.object({
  id: z.string(),
  name: z.string(),
  owner_id: z.string(),
  owner_name: z.string(),
  template_name: z.string().optional(),
  last_used_at: z.string().optional(),
  latest_build: Build,
})
type Workspace = z.infer<typeof Workspace>

/** One page of workspaces: the last start of each, and when each was last used where days of use cannot be read. */
export async function readWorkspaces(reading: Reading, place: Place): Promise<Step> {
  const over = { ...place, offset: 0, step: 'groups' as const }
  if (!reading.context.settings.workspaces) return { place: over, facts: {} }
  if (!reading.access.may.workspaces) return { place: over, facts: {}, left: [FORBIDDEN] }
  const { workspaces } = await ask(reading.context, {
    path: 'workspaces',
    query: { limit: PAGE, offset: place.offset },
    shape: z.object({ workspaces: z.array(Workspace).nullable() }),
    what: 'the list of workspaces',
  })
  const page = workspaces ?? []
  const people = page.filter(({ owner_id }) => !isNobody(owner_id, place))
  const used = place.days_read ? [] : people.flatMap((it) => lastUse(it, reading.context.time_zone))
  return {
    place: page.length < PAGE ? over : { ...place, offset: place.offset + PAGE },
    facts: { workspace_starts: people.flatMap(lastStart), tool_days: used },
    left: page.flatMap((it) => (it.owner_id === PREBUILDS ? systemUser(it) : [])),
    progress: { step: 'workspaces', done: place.offset + page.length },
  }
}

const FORBIDDEN: Left = {
  about: 'workspaces',
  code: 'workspaces_forbidden',
  message:
    'This token may not see the workspaces of others, which the role Template Admin may and Auditor may not.',
}

const isNobody = (id: string, { no_people }: Place) => id === PREBUILDS || no_people.includes(id)

/** The last build, if it was a start that has ended; one that was cancelled tells nothing. */
function lastStart({ latest_build: build, ...workspace }: Workspace): WorkspaceStartFact[] {
  const at = instantOf(build.created_at)
  const ok = build.job.status === 'succeeded'
  if (build.transition !== 'start' || !at || !(ok || build.job.status === 'failed')) return []
  const seconds = ok ? secondsUntilReady(build, at) : undefined
  return [
    {
      external_id: build.id,
      tool: TOOL,
      account: accountOf(workspace),
      workspace: `${workspace.owner_name}/${workspace.name}`,
      ...(workspace.template_name ? { template: workspace.template_name } : {}),
      at,
      ...(seconds === undefined ? {} : { seconds }),
      ok,
    },
  ]
}

/** Until the last agent was ready, or the build done where there is none. An agent that is not ready yet: not known. */
function secondsUntilReady(build: z.infer<typeof Build>, at: string): number | undefined {
  const agents = (build.resources ?? []).flatMap((resource) => resource.agents ?? [])
  const ends = agents.length > 0 ? agents.map((agent) => agent.ready_at) : [build.job.completed_at]
  const instants = ends.map((end) => Date.parse(instantOf(end ?? '') ?? ''))
  const seconds = (Math.max(...instants) - Date.parse(at)) / 1000
  return seconds >= 0 ? seconds : undefined
}

/** A day of use without minutes. */
function lastUse(workspace: Workspace, zone: string): Fact<'tool_days'>[] {
  const at = instantOf(workspace.last_used_at ?? '')
  if (!at) return []
  return [{ tool: TOOL, account: accountOf(workspace), day: dayIn(zone, new Date(at)) }]
}

function accountOf({ owner_id, owner_name }: Omit<Workspace, 'latest_build'>) {
  return { external_id: owner_id, username: owner_name }
}

function systemUser({ owner_name, name }: Workspace): Left {
  return {
    about: `${owner_name}/${name}`,
    code: 'system_user',
    message: `${owner_name} is a user of the system that holds workspaces until somebody takes them.`,
  }
}
