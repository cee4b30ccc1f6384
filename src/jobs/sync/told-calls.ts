import type { Batch } from '../../connectors/connector.ts'
import type { GuardedFetch } from '../../connectors/guarded-fetch.ts'

/** How far work is, for the person who waits. */
export type Progress = NonNullable<Batch['progress']> & {
  /** What was counted so far, by kind. */
  counts?: Record<string, number>
}

/** The same `fetch`, which tells after each answer how many there were. */
export function toldCalls(
  fetch: GuardedFetch,
  told: ((progress: Progress) => void) | undefined,
): GuardedFetch {
  if (!told) return fetch
  let done = 0
  return async (...call) => {
    const answer = await fetch(...call)
    done++
    told({ step: 'calls answered', done })
    return answer
  }
}
