import * as z from 'zod'
import type { Left } from '../connector.ts'
import { SourceError } from '../source-error.ts'
import { isBefore, minutesBefore } from '../times.ts'
import type { Client } from './client.ts'
import {
  afterSubject,
  floorOf,
  type PipelineRunWalk,
  type Place,
  partly,
  type Step,
  type Stride,
  type Waiting,
} from './place.ts'
import { pipelineRunOf, WorkflowRun } from './workflow-run.ts'

/** Runs of a page; earlier attempts are asked for one by one, so a page is not the largest possible. */
const PAGE = 50
/** GitHub shows no more runs of one search. */
const MOST = 1000
/** Minutes before what was read that are read again: runs that were repeated, and that the search did not find yet. */
const OVERLAP = 24 * 60
/** The shortest window, in milliseconds. */
const MINUTE = 60_000

const Page = z.object({ total_count: z.number().int(), workflow_runs: z.array(WorkflowRun) })

/**
 * A page of the runs of workflows that began in a window of time. A search of GitHub shows a thousand, so a window with as many
 * is halved, and one that is past gets no new runs, so its pages hold still.
 */
export async function readPipelineRuns(
  { client, context, place }: Step,
  at: Waiting,
): Promise<Stride> {
  const now = context.now().toISOString()
  const walk = place.walk?.of === 'pipeline_runs' ? place.walk : firstWalk({ place, at, now })
  const page = await readable(runPage(client, at.name, { ...walk, size: PAGE }))
  if (page instanceof SourceError)
    return {
      place: afterSubject(
        page.code === 'forbidden' ? partly(place, 'pipeline_runs') : place,
        undefined,
      ),
      facts: {},
      left: [{ about: at.name, code: 'no_pipeline_runs', message: page.message }],
    }
  const width = Date.parse(walk.to) - Date.parse(walk.from)
  if (page.total_count >= MOST && walk.page === 1 && width > MINUTE)
    return { place: { ...place, walk: { ...walk, to: after(walk.from, width / 2) } }, facts: {} }
  const open = oldest(page.workflow_runs, walk.open)
  const earlier = await earlierAttempts(client, at.name, page.workflow_runs)
  const next = nextWindow({ ...walk, open }, page.total_count)
  return {
    place: next ? { ...place, walk: next } : afterSubject(place, restart(open, walk.end)),
    facts: {
      pipeline_runs: [...page.workflow_runs, ...earlier].flatMap((run) =>
        pipelineRunOf(run, at.name),
      ),
    },
    left: page.total_count >= MOST && width <= MINUTE ? [tooMany(at, walk)] : [],
    progress: {
      step: `pipeline runs of ${at.name}`,
      done: Math.min(walk.page * PAGE, page.total_count),
      of: page.total_count,
    },
  }
}

/** One page of the runs that were made in a window of time. */
export function runPage(
  client: Client,
  repository: string,
  window: { from: string; to: string; page: number; size: number },
): Promise<z.infer<typeof Page>> {
  const created = `${seconds(window.from)}..${seconds(window.to)}`
  const query = new URLSearchParams({
    created,
    per_page: String(window.size),
    page: String(window.page),
  })
  return client.get(`/repos/${repository}/actions/runs?${query}`, Page)
}

/** The error instead of the page, where the token may not see runs or the repository has none. */
async function readable<T>(page: Promise<T>): Promise<T | SourceError> {
  try {
    return await page
  } catch (error) {
    const left = ['forbidden', 'not_found', 'switched_off']
    if (error instanceof SourceError && left.includes(error.code)) return error
    throw error
  }
}

function firstWalk({
  place,
  at,
  now,
}: {
  place: Place
  at: Waiting
  now: string
}): PipelineRunWalk {
  const read = place.read[at.id]?.pipeline_runs
  const from = read === undefined ? floorOf(place) : minutesBefore(read, OVERLAP)
  return { of: 'pipeline_runs', from, to: now, end: now, page: 1 }
}

/** The page or window that follows, a window twice as wide as the last; undefined when all is read. */
function nextWindow(walk: PipelineRunWalk, total: number): PipelineRunWalk | undefined {
  if (walk.page * PAGE < Math.min(total, MOST)) return { ...walk, page: walk.page + 1 }
  if (!isBefore(walk.to, walk.end)) return undefined
  const width = Date.parse(walk.to) - Date.parse(walk.from)
  const to = after(walk.to, width * 2)
  return { ...walk, from: walk.to, to: isBefore(to, walk.end) ? to : walk.end, page: 1 }
}

/** When the oldest run was made that has not ended. */
function oldest(runs: z.infer<typeof WorkflowRun>[], before: string | undefined) {
  const open = runs.filter(({ status }) => status !== 'completed').map((run) => run.created_at)
  return [...open, ...(before === undefined ? [] : [before])].sort(
    (a, b) => Date.parse(a) - Date.parse(b),
  )[0]
}

/** From where the next run goes on: runs wait for an approval for 30 days at most. */
function restart(open: string | undefined, end: string): string {
  const longest = minutesBefore(end, 30 * 24 * 60)
  if (open === undefined) return end
  return isBefore(open, longest) ? longest : open
}

/** The attempts before the last, which alone is in the list; those that GitHub has forgotten are left out. */
async function earlierAttempts(
  client: Client,
  repository: string,
  runs: z.infer<typeof WorkflowRun>[],
) {
  const found: z.infer<typeof WorkflowRun>[] = []
  for (const { id, run_attempt } of runs)
    for (let attempt = 1; attempt < run_attempt; attempt++) {
      const path = `/repos/${repository}/actions/runs/${id}/attempts/${attempt}`
      const run = await readable(client.get(path, WorkflowRun))
      if (!(run instanceof SourceError)) found.push(run)
    }
  return found
}

const tooMany = (at: Waiting, { from, to }: PipelineRunWalk): Left => ({
  about: at.name,
  code: 'many_pipeline_runs',
  message: `Of the runs from ${from} to ${to} GitHub shows the last ${MOST} only.`,
})

const after = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString()
const seconds = (at: string) => at.replace(/\.\d+Z$/, 'Z')
