import { dayIn } from '../../model/index.ts'
import type { Batch, Connector, Cursor } from '../connector.ts'
import { checkGitLab } from './check.ts'
import { type GitLabContext, openClient } from './client.ts'
import { readDeployments } from './deployments.ts'
import { readMembers } from './members.ts'
import { readMergeRequests } from './merge-requests.ts'
import { readPipelines } from './pipelines.ts'
import {
  type Step,
  type Stride,
  type Subject,
  startingPlace,
  toNext,
  type Waiting,
} from './place.ts'
import { readProjects } from './projects.ts'
import { GitLabSecret, GitLabSettings } from './settings.ts'

/** GitLab, at gitlab.com or your own: members, merge requests with reviews, deployments and pipelines. */
export const gitlab: Connector<typeof GitLabSettings, typeof GitLabSecret> = {
  kind: 'gitlab',
  title: 'GitLab',
  settings: GitLabSettings,
  secret: GitLabSecret,
  rights:
    'A group access token with the role Reporter and the scope read_api; or, where group tokens are not to be had, a personal access token with the scope read_api of an account that is Reporter in the group.',
  hosts: ({ url }) => [new URL(url).host],
  test: checkGitLab,
  sync,
}

const READERS: Record<Subject, (step: Step, at: Waiting) => Promise<Stride>> = {
  deployments: readDeployments,
  pipeline_runs: readPipelines,
}

/** Each step makes a batch of a page, and says in the cursor which is next. */
async function* sync(context: GitLabContext, cursor: Cursor | null): AsyncGenerator<Batch> {
  const client = openClient(context)
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
    case 'merge_requests':
      return await readMergeRequests(step)
    case 'projects':
      return await readProjects(step)
    case 'project': {
      const [at] = step.place.waiting
      const [subject] = at?.subjects ?? []
      if (!at || !subject) return { place: toNext({ ...step.place, waiting: [] }), facts: {} }
      return await READERS[subject](step, at)
    }
    case 'end':
      return end(step)
  }
}

/** The end of a run: the days before it are covered. What no project tells of is not: the token may lack the right. */
function end({ place, context }: Step): Stride {
  const days = {
    from_day: place.since,
    to_day: dayIn(context.time_zone, new Date(place.began ?? context.now())),
  }
  const subjects = ['pull_requests', 'reviews', ...place.answered] as const
  return {
    place: { ...place, began: null },
    facts: {},
    covers: days.from_day < days.to_day ? subjects.map((subject) => ({ subject, ...days })) : [],
  }
}
