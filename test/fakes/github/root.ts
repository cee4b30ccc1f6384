import { connection } from '../graphql/connection.ts'
import { type Args, Refused } from '../graphql/execute.ts'
import type { Denied } from './github.ts'
import type { FakeDeployment, FakePullRequest, FakeRepository, FakeUser, World } from './world.ts'

/** What GraphQL may be asked about a world, as a tree of values. */
export function rootOf(world: World, denied: Set<Denied>) {
  const refuse = (what: Denied) => {
    if (denied.has(what))
      throw new Refused({
        type: 'FORBIDDEN',
        message: 'Resource not accessible by personal access token',
      })
  }
  return {
    viewer: { login: 'machine' },
    rateLimit: { limit: 5000, remaining: 4321, resetAt: '2026-06-01T13:00:00Z' },
    organization: ({ login }: Args) => {
      if (login !== world.organization)
        throw notFound(`Could not resolve to an Organization with the login of '${login}'.`)
      return organizationOf(world, denied, refuse)
    },
    repository: ({ owner, name }: Args) => {
      const found = world.repositories.find((it) => it.name === name)
      if (owner !== world.organization || !found)
        throw notFound(`Could not resolve to a Repository with the name '${owner}/${name}'.`)
      return repositoryOf(world, found, refuse)
    },
  }
}

const notFound = (message: string) => new Refused({ type: 'NOT_FOUND', message })

function organizationOf(world: World, denied: Set<Denied>, refuse: (what: Denied) => void) {
  const teams = world.teams.map((team) => ({
    id: team.id,
    name: team.name,
    slug: team.name.toLowerCase().replaceAll(' ', '-'),
    parentTeam: team.parent === undefined ? null : { id: team.parent },
    members: (args: Args) => connection(team.members, args, { by: idOf, id: idOf }),
  }))
  return {
    viewerIsAMember: !denied.has('membership'),
    membersWithRole: (args: Args) => {
      refuse('members')
      const page = connection(world.members, args, { by: idOf, id: idOf })
      return { ...page, nodes: page.nodes.map((user) => memberOf(user, denied)) }
    },
    teams: (args: Args) => {
      refuse('teams')
      return connection(teams, args, { by: ({ name }) => name, id: ({ id }) => id })
    },
    team: ({ slug }: Args) => teams.find((team) => team.slug === slug) ?? null,
    repositories: (args: Args) => {
      const all = world.repositories.map((it) => repositoryOf(world, it, refuse))
      return connection(all, args, { by: ({ id }) => id, id: ({ id }) => id })
    },
  }
}

const idOf = ({ databaseId }: FakeUser) => String(databaseId).padStart(9, '0')

function memberOf(user: FakeUser, denied: Set<Denied>) {
  const member = { ...user, name: user.name ?? null, createdAt: '2020-01-01T00:00:00Z' }
  if (denied.has('old server')) return member
  return {
    ...member,
    organizationVerifiedDomainEmails: () => {
      if (denied.has('addresses'))
        throw new Refused({ type: 'FORBIDDEN', message: 'Addresses are not visible to you.' })
      return user.email === undefined ? [] : [user.email]
    },
  }
}

function repositoryOf(world: World, repository: FakeRepository, refuse: (what: Denied) => void) {
  const { id, name, isArchived = false, isDisabled = false } = repository
  const nameWithOwner = `${world.organization}/${name}`
  return {
    id,
    nameWithOwner,
    isArchived,
    isDisabled,
    pullRequests: (args: Args) => {
      refuse('pull_requests')
      const page = pullRequestPage(repository, args)
      return { ...page, nodes: page.nodes.map((it) => pullRequestOf(it, nameWithOwner)) }
    },
    deployments: (args: Args) => {
      refuse('deployments')
      const page = connection(repository.deployments, args, {
        by: ({ createdAt }) => createdAt,
        id: ({ id }) => id,
        descending: true,
      })
      return { ...page, nodes: page.nodes.map(deploymentOf) }
    },
  }
}

/** A page of pull requests, those first that changed last. */
export const pullRequestPage = ({ pullRequests }: FakeRepository, args: Args) =>
  connection(pullRequests, args, {
    by: ({ updatedAt }) => updatedAt,
    id: ({ number }) => String(number).padStart(9, '0'),
    descending: true,
  })

const actorOf = (user: FakeUser | null) =>
  user && { name: null, ...user, __typename: user.type ?? 'User' }

const list =
  <T>(entries: T[]) =>
  (args: Args) => ({
    totalCount: entries.length,
    nodes: entries.slice(0, Number(args.first)),
  })

function pullRequestOf(pull: FakePullRequest, repository: string) {
  const { reviews = [], comments = [], files = [], commits = [], readyAt = [] } = pull
  const sum = (key: 'additions' | 'deletions') => files.reduce((all, file) => all + file[key], 0)
  return {
    ...pull,
    isDraft: pull.isDraft ?? false,
    url: `https://github.com/${repository}/pull/${pull.number}`,
    mergedAt: pull.mergedAt ?? null,
    closedAt: pull.closedAt ?? null,
    baseRefName: 'main',
    headRefName: `change-${pull.number}`,
    author: actorOf(pull.author),
    additions: sum('additions'),
    deletions: sum('deletions'),
    changedFiles: files.length,
    mergeCommit: pull.mergeCommit ?? null,
    commits: list(
      commits.map(
        ({ authoredDate, message = 'Change', email = 'somebody@example.org', login }) => ({
          commit: {
            authoredDate,
            message,
            author: { email, user: login === undefined ? null : { login } },
          },
        }),
      ),
    ),
    timelineItems: list(
      readyAt.map((createdAt) => ({ __typename: 'ReadyForReviewEvent', createdAt })),
    ),
    reviews: list(reviews.map((review) => ({ ...review, author: actorOf(review.author) }))),
    comments: list(comments.map((comment) => ({ ...comment, author: actorOf(comment.author) }))),
    files: list(files),
  }
}

const deploymentOf = (deployment: FakeDeployment) => ({
  ...deployment,
  commitOid: deployment.commitOid ?? 'c0ffee',
  creator: actorOf(deployment.creator ?? null),
  statuses: list(deployment.statuses),
})
