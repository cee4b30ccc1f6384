import { connection } from '../graphql/connection.ts'
import type { Args } from '../graphql/execute.ts'
import type { Denied } from './gitlab.ts'
import type { FakeMergeRequest, FakePipeline, FakeProject, FakeUser, World } from './world.ts'

/** What GraphQL may be asked about a world, as a tree of values. What is hidden is null, as GitLab has it. */
export const rootOf = (world: World, denied: Set<Denied>) => ({
  currentUser: { username: 'machine' },
  group: ({ fullPath }: Args) => (fullPath === world.group ? groupOf(world, denied) : null),
  project: ({ fullPath }: Args) => {
    const found = world.projects.find(({ path }) => path === fullPath)
    return found ? projectOf(found, denied) : null
  },
})

const padded = (id: number) => String(id).padStart(9, '0')

function groupOf(world: World, denied: Set<Denied>) {
  return {
    groupMembers: (args: Args) => {
      if (denied.has('members')) return null
      const by = ({ id }: FakeUser) => padded(id)
      const page = connection(world.members, args, { by, id: by })
      const nodes = page.nodes.map((user) => ({
        createdAt: '2025-01-01T00:00:00Z',
        user: userOf(user),
      }))
      return { ...page, nodes }
    },
    projects: (args: Args) => {
      const by = ({ id }: FakeProject) => padded(id)
      const page = connection(world.projects, args, { by, id: by })
      return { ...page, nodes: page.nodes.map((it) => projectOf(it, denied)) }
    },
  }
}

const userOf = (user: FakeUser) => ({
  state: 'active',
  bot: false,
  publicEmail: null,
  lastActivityOn: '2026-05-31',
  ...user,
  id: `gid://gitlab/User/${user.id}`,
})

const projectOf = (project: FakeProject, denied: Set<Denied>) => ({
  id: `gid://gitlab/Project/${project.id}`,
  fullPath: project.path,
  archived: project.archived ?? false,
  mergeRequest: ({ iid }: Args) => {
    const found = project.mergeRequests.find((merge) => String(merge.iid) === iid)
    return found && !denied.has('details') ? mergeRequestOf(found) : null
  },
  pipelines: (args: Args) => {
    if (denied.has('pipelines')) return null
    const since = Date.parse(String(args.updatedAfter))
    const changed = project.pipelines.filter(({ updatedAt }) => Date.parse(updatedAt) >= since)
    const by = ({ id }: FakePipeline) => padded(id)
    const page = connection(changed, args, { by, id: by, descending: true })
    return { ...page, nodes: page.nodes.map(pipelineOf) }
  },
})

const mergeRequestOf = ({ files, commits }: FakeMergeRequest) => ({
  diffStats: files,
  commits: ({ last }: Args) => ({
    nodes: commits.slice(-Number(last)).map(({ username, ...commit }) => ({
      message: 'Change',
      ...commit,
      author: username === undefined ? null : { username },
    })),
  }),
})

const pipelineOf = (pipeline: FakePipeline) => ({
  startedAt: null,
  finishedAt: null,
  ...pipeline,
  id: `gid://gitlab/Ci::Pipeline/${pipeline.id}`,
  user: userOf(pipeline.user),
})
