import * as z from 'zod'
import { AppError } from '../errors.ts'
import { Id } from '../model/index.ts'

/** The arguments of a deed on a study that must be explained from its start on; `why` says what the reason tells. */
export function studyDeed(why: string) {
  return z.object({
    id: Id.describe('The study.'),
    reason: z.string().trim().min(1).max(500).optional().describe(why),
    dry_run: z.boolean().default(false).describe('Only tell what it would do.'),
  })
}

/** The refusal of such a deed that nobody explains. */
export function unexplained(message: string): AppError {
  return new AppError('invalid_arguments', `reason: ${message}`, {
    issues: [{ path: 'reason', message }],
  })
}
