import * as z from 'zod'
import { dayIn } from '../../model/index.ts'
import type { Batch, Cursor } from '../connector.ts'
import { isBefore, minutesBefore } from '../times.ts'
import type { Client, GitLabContext } from './client.ts'
import { UpdatedWalk, walkFrom } from './updated-walk.ts'

/** What is read of each project, one after the other. */
export const SUBJECTS = ['deployments', 'pipeline_runs'] as const
export type Subject = (typeof SUBJECTS)[number]

/** Minutes that are read again, since not all servers of GitLab see a change at once. */
const OVERLAP = 5

const Waiting = z.object({
  id: z.number(),
  path: z.string(),
  subjects: z.array(z.enum(SUBJECTS)).describe('What is left to read, the first of them now.'),
})
export type Waiting = z.infer<typeof Waiting>

/** A walk through the pages of a list of GraphQL, from the newest entry down. */
const PageWalk = z.object({ of: z.literal('pages'), began: z.string(), after: z.string() })
export type PageWalk = z.infer<typeof PageWalk>

/** Where a sync stands: the cursor of this connector. */
export const Place = z.object({
  since: z.iso.date(),
  began: z.string().nullable().describe('When the run under way began; null between two runs.'),
  step: z.enum(['members', 'merge_requests', 'projects', 'project', 'end']),
  after: z.string().nullable().describe('The page after which a list goes on.'),
  waiting: z.array(Waiting),
  walk: z.discriminatedUnion('of', [UpdatedWalk, PageWalk]).nullable(),
  addressed: z
    .array(z.string())
    .describe('Who shows an address in public: it is not contradicted by that of their commits.'),
  merge_requests: z.string().optional().describe('Up to when merge requests have been read.'),
  read: z
    .record(z.string(), z.partialRecord(z.enum(SUBJECTS), z.string()))
    .describe('The same of each project, by its id.'),
  answered: z.array(z.enum(SUBJECTS)).describe('Of what any project has told in this run.'),
})
export type Place = z.infer<typeof Place>

/** What a step needs: the client, the place, and the context of the sync. */
export interface Step {
  client: Client
  context: GitLabContext
  place: Place
}

/** What a step brings, and where it leads. */
export type Stride = Omit<Batch, 'cursor'> & { place: Place }

/** The place from which a sync goes on: a new run, or the one that did not come to its end. */
export function startingPlace(context: GitLabContext, cursor: Cursor | null): Place {
  const now = context.now()
  const { since } = context.settings
  const yearAgo = new Date(now.getTime() - 365 * 24 * 60 * 60 * 1000)
  const fresh: Place = {
    since: since ?? dayIn(context.time_zone, yearAgo),
    began: now.toISOString(),
    step: 'members',
    after: null,
    waiting: [],
    walk: null,
    addressed: [],
    read: {},
    answered: [],
  }
  const place = Place.safeParse(cursor).data
  if (!place || (since && since < place.since)) return fresh
  if (place.began !== null) return place
  return { ...fresh, since: place.since, read: place.read, merge_requests: place.merge_requests }
}

/** The walk at which a place stands, or a new one from where the last run has read, else from the first day. */
export function updatedWalk(place: Place, read: string | undefined): UpdatedWalk {
  if (place.walk?.of === 'updated') return place.walk
  return walkFrom(read === undefined ? floorOf(place) : minutesBefore(read, OVERLAP))
}

/** The earliest instant that any zone counts to the first day that is read. */
export const floorOf = ({ since }: Place): string => minutesBefore(`${since}T00:00:00Z`, 14 * 60)

/** The later of what a list has told and what was read before. */
export const latest = (told: string | undefined, before: string): string =>
  told === undefined || isBefore(told, before) ? before : told

/** The place after a subject of the project at hand, which has told all up to an instant; undefined: it told nothing. */
export function afterSubject(place: Place, read: string | undefined): Place {
  const [project, ...others] = place.waiting
  const [subject, ...subjects] = project?.subjects ?? []
  if (!project || !subject) return toNext({ ...place, waiting: others })
  const waiting = subjects.length > 0 ? [{ ...project, subjects }, ...others] : others
  if (read === undefined) return toNext({ ...place, waiting })
  return toNext({
    ...place,
    waiting,
    read: { ...place.read, [project.id]: { ...place.read[project.id], [subject]: read } },
    answered: [...new Set([...place.answered, subject])],
  })
}

/** The place when a list of projects is at hand: the first of them, the next page of the list, or the end. */
export function toNext(place: Place): Place {
  const step = place.waiting.length > 0 ? 'project' : place.after !== null ? 'projects' : 'end'
  return { ...place, step, walk: null }
}
