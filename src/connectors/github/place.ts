import * as z from 'zod'
import { dayIn } from '../../model/index.ts'
import type { Batch, Cursor } from '../connector.ts'
import type { Client, GitHubContext } from './client.ts'

/** What is read of each repository, one after the other. */
export const SUBJECTS = ['pull_requests', 'deployments', 'pipeline_runs'] as const
export type Subject = (typeof SUBJECTS)[number]

/** A repository that has something to read. */
const Waiting = z.object({
  id: z.string(),
  name: z.string().describe('owner/name'),
  subjects: z.array(z.enum(SUBJECTS)).describe('What is left to read, the first of them now.'),
})
export type Waiting = z.infer<typeof Waiting>

/** How far a repository has been read: for each subject the instant from which the next run goes on; absent: nothing yet. */
const Read = z.partialRecord(z.enum(SUBJECTS), z.string())

/** A walk from the newest pull request down to `floor`. `top` is when the first one on its first page was changed. */
const PullRequestWalk = z.object({
  of: z.literal('pull_requests'),
  floor: z.string(),
  top: z.string().optional(),
  after: z.string().nullable(),
  size: z.number().int(),
})
export type PullRequestWalk = z.infer<typeof PullRequestWalk>

/** A walk from the newest deployment down to `floor`. `next` is where the next run begins. */
const DeploymentWalk = z.object({
  of: z.literal('deployments'),
  floor: z.string(),
  next: z.string().optional(),
  after: z.string().nullable(),
})
export type DeploymentWalk = z.infer<typeof DeploymentWalk>

/** A walk through windows of time, up to now. `open` is when the oldest run that has not ended was made. */
const PipelineRunWalk = z.object({
  of: z.literal('pipeline_runs'),
  from: z.string(),
  to: z.string(),
  end: z.string(),
  page: z.number().int(),
  open: z.string().optional(),
})
export type PipelineRunWalk = z.infer<typeof PipelineRunWalk>

/** Where a sync stands: the cursor of this connector. */
export const Place = z.object({
  since: z.iso.date(),
  began: z.string().nullable().describe('When the run under way began; null between two runs.'),
  step: z.enum(['members', 'teams', 'repositories', 'repository', 'end']),
  after: z.string().nullable().describe('The page after which a list goes on.'),
  waiting: z.array(Waiting),
  walk: z.discriminatedUnion('of', [PullRequestWalk, DeploymentWalk, PipelineRunWalk]).nullable(),
  domains: z
    .array(z.string())
    .describe('Domains of the addresses that members have; none: GitHub tells no addresses.'),
  read: z.record(z.string(), Read).describe('By the id of the repository.'),
  partly: z
    .array(z.enum(['accounts', ...SUBJECTS]))
    .describe('Of what GitHub has refused a part in this run.'),
})
export type Place = z.infer<typeof Place>

/** What a step needs: the client, the place, and the context of the sync. */
export interface Step {
  client: Client
  context: GitHubContext
  place: Place
}

/** What a step brings, and where it leads. */
export type Stride = Omit<Batch, 'cursor'> & { place: Place }

/** The place from which a sync goes on: a new run, or the one that did not come to its end. */
export function startingPlace(context: GitHubContext, cursor: Cursor | null): Place {
  const now = context.now()
  const wanted =
    context.settings.since ??
    dayIn(context.time_zone, new Date(now.getTime() - 365 * 24 * 60 * 60 * 1000))
  const parsed = Place.safeParse(cursor)
  const fresh: Place = {
    since: wanted,
    began: now.toISOString(),
    step: 'members',
    after: null,
    waiting: [],
    walk: null,
    domains: [],
    read: {},
    partly: [],
  }
  if (!parsed.success) return fresh
  const place = parsed.data
  if (context.settings.since && context.settings.since < place.since) return fresh
  return place.began === null ? { ...fresh, since: place.since, read: place.read } : place
}

/** The earliest instant that any zone counts to the first day that is read. */
export const floorOf = ({ since }: Place): string =>
  new Date(Date.parse(`${since}T00:00:00Z`) - 14 * 60 * 60 * 1000).toISOString()

/** The place after a subject of the repository at hand, which the next run reads from `next` on. */
export function afterSubject(place: Place, next: string | undefined): Place {
  const [repository, ...others] = place.waiting
  if (!repository) return place
  const [subject, ...subjects] = repository.subjects
  const read =
    subject === undefined || next === undefined
      ? place.read
      : { ...place.read, [repository.id]: { ...place.read[repository.id], [subject]: next } }
  return toNext({
    ...place,
    read,
    waiting: subjects.length > 0 ? [{ ...repository, subjects }, ...others] : others,
  })
}

/** The place after a repository that cannot be read at all. */
export const afterRepository = (place: Place): Place =>
  toNext({ ...place, waiting: place.waiting.slice(1) })

/** The place when a list of repositories is at hand: the first of them, the next page of the list, or the end. */
export function toNext(place: Place): Place {
  const step =
    place.waiting.length > 0 ? 'repository' : place.after !== null ? 'repositories' : 'end'
  return { ...place, step, walk: null }
}

/** The same place, which remembers that a subject was not read whole. */
export const partly = (place: Place, subject: Place['partly'][number]): Place => ({
  ...place,
  partly: [...new Set([...place.partly, subject])],
})
