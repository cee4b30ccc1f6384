import type { PipelineRunFact, PullRequestFact } from '../model/index.ts'
import type { Random } from '../stats/random.ts'
import { isoOf } from './clock.ts'
import type { World } from './world.ts'

const MINUTE = 60_000

/** The numbers of the model, of the last weeks alone; the tool changes none of them. */
export const PIPELINES = {
  weeks: 8,
  /** Minutes from being queued to the end: the median, and the deviation of the logarithm. */
  minutes: 14,
  sd: 0.5,
  /** Part of these minutes that go by before it starts. */
  queued: 0.15,
  /** Of the first pushes: those whose pipeline fails. Another push mends it so many minutes later. */
  failed: 0.1,
  mended_after: 25,
} as const

/** First week of which runs are known. */
export function firstWeekOfRuns(weeks: number): number {
  return Math.max(0, weeks - PIPELINES.weeks)
}

/** Whether its runs are known, as far as it has any: a draft that never was ready has none. */
export function hasRuns({ ready_at }: PullRequestFact, from: string): boolean {
  return ready_at !== undefined && ready_at >= from
}

/**
 * The runs for these pull requests, one a push: from a stream of each's own, so that they are the same whichever others there
 * are. What stands twice runs once; what has not ended when the data end is not told.
 */
export function* pipelineRuns(
  pulls: Iterable<PullRequestFact>,
  { frame, random }: World,
): Generator<PipelineRunFact> {
  const { clock } = frame
  const from = `${clock.day(firstWeekOfRuns(clock.weeks) * 7)}T00:00:00Z`
  const known = new Set<string>()
  for (const pull of pulls) {
    const name = `${pull.repo}#${pull.number}`
    if (!hasRuns(pull, from) || known.has(name)) continue
    known.add(name)
    for (const run of runsOf(pull, random.fork(`runs ${name}`)))
      if (Date.parse(run.finished_at) < clock.end) yield run
  }
}

function runsOf({ repo, number, ready_at = '' }: PullRequestFact, random: Random) {
  const fails = random.chance(PIPELINES.failed)
  const draw = (attempt: number, queued: number, status: PipelineRunFact['status']) => {
    const minutes = PIPELINES.minutes * Math.exp(random.normal(0, PIPELINES.sd))
    return {
      external_id: `${repo}#${number}-${attempt}`,
      repo,
      number,
      attempt: 1,
      queued_at: isoOf(queued),
      started_at: isoOf(queued + minutes * PIPELINES.queued * MINUTE),
      finished_at: isoOf(queued + minutes * MINUTE),
      status,
    }
  }
  const first = draw(1, Date.parse(ready_at), fails ? 'failure' : 'success')
  if (!fails) return [first]
  const again = Date.parse(first.finished_at) + PIPELINES.mended_after * MINUTE
  return [first, draw(2, again, 'success')]
}
