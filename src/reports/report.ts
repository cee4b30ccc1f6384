import type * as z from 'zod'
import type { ReportKind } from '../model/index.ts'
import type { Db } from '../store/db.ts'
import type { Answers } from './answers.ts'
import type { Viewer } from './attribute.ts'
import type { ReportRow } from './csv.ts'
import { rounded } from './gate/round.ts'
import type { Page } from './page.ts'

/** Who asks, and when. */
export interface Asking extends Viewer {
  now: Date
  /** Answers that were given before; absent: every one is worked out. */
  answers?: Answers | undefined
}

/** A report, whole: what it is called and asks, how it is answered, and how the answer is laid out. */
export interface Report<S extends z.ZodObject = z.ZodObject, A extends z.ZodObject = z.ZodObject> {
  kind: ReportKind<S, A>
  /** Throws `invalid_arguments` and `team_not_found`. */
  run(db: Db, spec: z.output<S>, asking: Asking): Promise<z.output<A>>
  /** The answer for reading, as text, Markdown and HTML. */
  page(answer: z.output<A>): Page
  /** The answer for programs, a line a figure. */
  rows(answer: z.output<A>): ReportRow[]
}

/** A report of a definition, whose figures leave rounded, whoever asks and in whatever form. */
export const report = <S extends z.ZodObject, A extends z.ZodObject>(
  definition: Report<S, A>,
): Report<S, A> => ({
  ...definition,
  run(db, spec, asking) {
    const work = async () => rounded(await definition.run(db, spec, asking))
    const question = [definition.kind.name, spec, asking.privileged]
    return asking.answers?.once(question, { db, now: asking.now }, work) ?? work()
  },
})
