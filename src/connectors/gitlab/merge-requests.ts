import * as z from 'zod'
import type { Left } from '../connector.ts'
import { SourceError } from '../source-error.ts'
import type { Client } from './client.ts'
import {
  Details,
  type MergeRequest,
  mergeRequestOf,
  MergeRequest as Shape,
} from './merge-request.ts'
import { Note } from './notes.ts'
import { latest, type Step, type Stride, updatedWalk } from './place.ts'
import { details } from './queries.ts'
import { queryOf, type UpdatedWalk, walked } from './updated-walk.ts'

/** Merge requests of a page, each of which needs a call of its own for its notes. */
const PAGE = 20
/** Merge requests whose commits and files are asked for at once. */
const TOGETHER = 10
/** Pages of a hundred notes that are read of a merge request at most. */
const NOTE_PAGES = 5

/** A page of the merge requests of a group and its subgroups, those first that changed first, with notes, commits and files. */
export async function readMergeRequests({ client, context, place }: Step): Promise<Stride> {
  const walk = updatedWalk(place, place.merge_requests)
  const page = await mergeRequestPage(client, context.settings.group, walk, PAGE)
  const { fresh, next } = walked(walk, page, PAGE)
  const found = await detailsOf(client, fresh)
  const left: Left[] = []
  const facts = []
  for (const merge of fresh) {
    const notes = await notesOf(client, merge, left)
    const said = mergeRequestOf(merge, {
      details: found.get(merge.id),
      notes,
      addressed: place.addressed,
    })
    if (!found.has(merge.id)) left.push(withoutDetails(merge))
    if (said.fact) facts.push(said.fact)
    left.push(...said.left)
  }
  const read = latest(page.at(-1)?.updated_at, place.merge_requests ?? walk.after)
  return {
    place: next
      ? { ...place, walk: next }
      : { ...place, step: 'projects', after: null, walk: null, merge_requests: read },
    facts: { pull_requests: facts },
    left,
    progress: { step: 'merge requests', done: facts.length },
  }
}

/** One page of merge requests, of archived projects too. */
export function mergeRequestPage(
  client: Client,
  group: string,
  walk: UpdatedWalk,
  size: number,
): Promise<MergeRequest[]> {
  return client.get(
    `/groups/${encodeURIComponent(group)}/merge_requests`,
    { ...queryOf(walk, size), scope: 'all', state: 'all', non_archived: 'false' },
    z.array(Shape),
  )
}

/**
 * Commits and files by the id of the merge request; where GitLab refuses so much at once, it is asked for half. Throws when it
 * does not answer for a single one: then it is not the merge requests that are at fault.
 */
async function detailsOf(client: Client, all: MergeRequest[]): Promise<Map<number, Details>> {
  const first = await answersTo(client, chunks(all, TOGETHER))
  if (first.failed && first.found.length === 0) throw first.failed
  // GitLab may have recovered since
  const second = await answersTo(client, chunks(first.left, 1))
  return new Map([...first.found, ...second.found])
}

/** What GitLab answers to these questions, and of which merge requests it does not answer even alone. */
async function answersTo(client: Client, questions: MergeRequest[][]) {
  const queue = [...questions]
  const found: [number, Details][] = []
  const left: MergeRequest[] = []
  let failed: SourceError | undefined
  for (let some = queue.shift(); some; some = queue.shift()) {
    const page = await detailPage(client, some).catch(tooMuch)
    if (!(page instanceof SourceError)) found.push(...page)
    else {
      failed = page
      if (some.length > 1) queue.unshift(...chunks(some, Math.ceil(some.length / 2)))
      else left.push(...some)
    }
  }
  return { found, left, failed }
}

function tooMuch(error: unknown): SourceError {
  if (error instanceof SourceError && TOO_MUCH.includes(error.code)) return error
  throw error
}

const TOO_MUCH = ['refused', 'unavailable', 'timeout', 'broken_answer']

async function detailPage(client: Client, some: MergeRequest[]): Promise<[number, Details][]> {
  const variables = Object.fromEntries(
    some.flatMap((merge, i) => [
      [`path${i}`, pathOf(merge)],
      [`iid${i}`, String(merge.iid)],
    ]),
  )
  const answer = await client.graphql(details(some.length), variables, Answer)
  return some.flatMap((merge, i): [number, Details][] => {
    const found = answer[`m${i}`]?.mergeRequest
    return found ? [[merge.id, found]] : []
  })
}

const Answer = z.record(z.string(), z.object({ mergeRequest: Details.nullish() }).nullable())

const pathOf = ({ web_url }: MergeRequest): string =>
  /^https?:\/\/[^/]+\/(.+?)\/(?:-\/)?merge_requests\/\d+/.exec(web_url)?.[1] ?? ''

/** All notes of a merge request; undefined, and said why, where it is gone or hidden by now. */
async function notesOf(
  client: Client,
  { project_id, iid, web_url }: MergeRequest,
  left: Left[],
): Promise<Note[] | undefined> {
  const path = `/projects/${project_id}/merge_requests/${iid}/notes`
  const notes: Note[] = []
  try {
    for (let page = 1; page <= NOTE_PAGES; page++) {
      const query = { sort: 'asc', order_by: 'created_at', per_page: 100, page }
      const some = await client.get(path, query, z.array(Note))
      notes.push(...some)
      if (some.length < 100) return notes
    }
  } catch (error) {
    if (!(error instanceof SourceError) || !['not_found', 'forbidden'].includes(error.code))
      throw error
    left.push({ about: web_url, code: 'no_notes', message: error.message })
    return undefined
  }
  left.push({
    about: web_url,
    code: 'many_notes',
    message: `The first ${NOTE_PAGES * 100} notes were read.`,
  })
  return notes
}

const withoutDetails = ({ web_url }: MergeRequest): Left => ({
  about: web_url,
  code: 'no_details',
  message: 'GitLab does not tell its commits and files: first commit and size stay unknown.',
})

const chunks = <T>(all: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
    all.slice(i * size, (i + 1) * size),
  )
