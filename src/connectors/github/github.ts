import { dayIn } from '../../model/index.ts'
import type { Batch, Connector, Cursor } from '../connector.ts'
import { checkGitHub } from './check.ts'
import { type GitHubContext, openClient } from './client.ts'
import { readDeployments } from './deployments.ts'
import { readMembers } from './members.ts'
import { readPipelineRuns } from './pipeline-runs.ts'
import {
  type Step,
  type Stride,
  SUBJECTS,
  type Subject,
  startingPlace,
  toNext,
  type Waiting,
} from './place.ts'
import { readPullRequests } from './pull-requests.ts'
import { readRepositories } from './repositories.ts'
import { apiUrl, GitHubSecret, GitHubSettings } from './settings.ts'
import { readTeams } from './teams.ts'

/** GitHub and GitHub Enterprise: members, teams, pull requests with reviews, deployments and runs of workflows. */
export const github: Connector<typeof GitHubSettings, typeof GitHubSecret> = {
  kind: 'github',
  title: 'GitHub',
  settings: GitHubSettings,
  secret: GitHubSecret,
  rights:
    'A GitHub App that is installed on the organisation with these permissions, all read-only: repository Metadata, Pull requests, Contents, Deployments and Actions; organisation Members. Or a fine-grained personal access token of the organisation with the same permissions, or a classic one with the scopes repo and read:org.',
  hosts: (settings) => [new URL(apiUrl(settings)).host],
  test: checkGitHub,
  sync,
}

const READERS: Record<Subject, (step: Step, at: Waiting) => Promise<Stride>> = {
  pull_requests: readPullRequests,
  deployments: readDeployments,
  pipeline_runs: readPipelineRuns,
}

/** Each step makes a batch of one call, or of a few, and says in the cursor which is next. */
async function* sync(context: GitHubContext, cursor: Cursor | null): AsyncGenerator<Batch> {
  const client = await openClient(context)
  let place = startingPlace(context, cursor)
  do {
    const { place: next, ...batch } = await stride({ client, context, place })
    yield { ...batch, cursor: next }
    place = next
  } while (place.began !== null)
}

async function stride(step: Step): Promise<Stride> {
  switch (step.place.step) {
    case 'members':
      return await readMembers(step)
    case 'teams':
      return await readTeams(step)
    case 'repositories':
      return await readRepositories(step)
    case 'repository': {
      const [at] = step.place.waiting
      const [subject] = at?.subjects ?? []
      if (!at || !subject) return { place: toNext({ ...step.place, waiting: [] }), facts: {} }
      return await READERS[subject](step, at)
    }
    case 'end':
      return end(step)
  }
}

/** The end of a run: all repositories are read, so the days before it are covered, where nothing was refused. */
function end({ place, context }: Step): Stride {
  const days = {
    from_day: place.since,
    to_day: dayIn(context.time_zone, new Date(place.began ?? context.now())),
  }
  const whole = SUBJECTS.filter((subject) => !place.partly.includes(subject))
  const subjects = whole.flatMap((subject) =>
    subject === 'pull_requests' ? ([subject, 'reviews'] as const) : [subject],
  )
  return {
    place: { ...place, began: null },
    facts: {},
    covers: days.from_day < days.to_day ? subjects.map((subject) => ({ subject, ...days })) : [],
  }
}
