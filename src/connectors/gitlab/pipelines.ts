import * as z from 'zod'
import type { PipelineRunFact } from '../../model/index.ts'
import { instantOf } from '../files/instants.ts'
import { stated } from '../files/statement.ts'
import { following, pageOf, present } from '../graphql-pages.ts'
import { SourceError } from '../source-error.ts'
import { minutesBefore } from '../times.ts'
import { accountOfGraphql, GraphqlUser, numberOf } from './account.ts'
import type { Client } from './client.ts'
import { readable } from './deployments.ts'
import { afterSubject, floorOf, type Step, type Stride, type Waiting } from './place.ts'
import { PIPELINES } from './queries.ts'

const PAGE = 15
/** Minutes that are read again: what changes while a list is read may be on no page of it. */
const OVERLAP = 10

const Pipeline = z.object({
  id: z.string(),
  status: z.string(),
  ref: z.string().nullish(),
  sha: z.string().nullish(),
  createdAt: z.string(),
  startedAt: z.string().nullish(),
  finishedAt: z.string().nullish(),
  user: GraphqlUser,
})

const Pipelines = z.object({ project: z.object({ pipelines: pageOf(Pipeline) }) })

/** A page of the pipelines of a project that changed since the last run, the newest first. */
export async function readPipelines(
  { client, context, place }: Step,
  at: Waiting,
): Promise<Stride> {
  const walk = place.walk?.of === 'pages' ? place.walk : undefined
  const began = walk?.began ?? context.now().toISOString()
  const before = place.read[at.id]?.pipeline_runs
  const updatedAfter = before === undefined ? floorOf(place) : minutesBefore(before, OVERLAP)
  const page = await readable(
    pipelinePage(client, at.path, { updatedAfter, first: PAGE, after: walk?.after ?? null }),
  )
  if (page instanceof SourceError)
    return {
      place: afterSubject(place, undefined),
      facts: {},
      left: [{ about: at.path, code: 'no_pipelines', message: page.message }],
    }
  const { pipelines, after } = page
  return {
    place:
      after === null
        ? afterSubject(place, began)
        : { ...place, walk: { of: 'pages', began, after } },
    facts: { pipeline_runs: pipelines.flatMap((pipeline) => factOf(pipeline, at) ?? []) },
    progress: { step: `pipelines of ${at.path}`, done: pipelines.length },
  }
}

/** One page of pipelines. */
export async function pipelinePage(
  client: Client,
  path: string,
  page: { updatedAfter: string; first: number; after: string | null },
) {
  const data = await client.graphql(PIPELINES, { path, ...page }, Pipelines)
  const { nodes, pageInfo } = data.project.pipelines
  return { pipelines: present(nodes), after: following(pageInfo) }
}

const STATUSES: Record<string, PipelineRunFact['status']> = {
  success: 'success',
  failed: 'failure',
  canceled: 'cancelled',
  skipped: 'skipped',
}

/** What a word says of the end of a pipeline; undefined while it goes on. */
export const pipelineStatusOf = (word: string): PipelineRunFact['status'] | undefined =>
  STATUSES[word.toLowerCase()]

/** The merge request of the ref `refs/merge-requests/7/head`; a pipeline of a branch names none. */
const numberIn = (ref: string): number | undefined => {
  const [, iid] = /^refs\/merge-requests\/(\d+)\//.exec(ref) ?? []
  return iid === undefined ? undefined : Number(iid)
}

function factOf(
  pipeline: z.infer<typeof Pipeline>,
  { path }: Waiting,
): PipelineRunFact | undefined {
  const status = pipelineStatusOf(pipeline.status)
  const queued_at = instantOf(pipeline.createdAt)
  if (!status || !queued_at) return undefined
  return stated({
    external_id: String(numberOf(pipeline.id)),
    repo: path,
    number: numberIn(pipeline.ref ?? ''),
    commit: pipeline.sha ?? undefined,
    attempt: 1,
    queued_at,
    started_at: instantOf(pipeline.startedAt ?? '') ?? undefined,
    finished_at: instantOf(pipeline.finishedAt ?? '') ?? undefined,
    status,
    account: accountOfGraphql(pipeline.user),
  })
}
