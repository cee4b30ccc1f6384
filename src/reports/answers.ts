import type { Db } from '../store/db.ts'
import { dataVersion } from './as-code/data-version.ts'

/** As many answers as are kept: some hundred kilobytes each at most. */
const MOST = 200

/** For how long an answer can stand: every clock of the world shows the same day in all of such a span. */
const SPAN_MS = 15 * 60_000

/** Answers that were given to anybody, for as long as the same question would be answered alike. */
export interface Answers {
  /** The answer to a question at a moment: the one that was given, or, of the same data, the one that is being worked out. */
  once<A>(question: object, asked: { db: Db; now: Date }, work: () => Promise<A>): Promise<A>
}

/**
 * Keeps the answers of a server in memory, each with the version of the data it rests on, which is read before it: what changes
 * while it is worked out makes it one of data that nobody asks for again. What was shown has passed the gate and may be shown again.
 */
export function keepAnswers(most: number = MOST): Answers {
  const kept = new Map<string, Promise<unknown>>()
  return {
    async once<A>(
      question: object,
      { db, now }: { db: Db; now: Date },
      work: () => Promise<A>,
    ): Promise<A> {
      const { version } = await dataVersion(db)
      const key = JSON.stringify([version, Math.floor(now.getTime() / SPAN_MS), question])
      const known = kept.get(key) as Promise<A> | undefined
      if (known) return known
      const answer = work()
      kept.set(key, answer)
      answer.catch(() => kept.delete(key))
      if (kept.size > most) kept.delete(kept.keys().next().value as string)
      return answer
    },
  }
}
