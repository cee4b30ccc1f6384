import * as z from 'zod'
import * as sourceTasks from '../../store/source-tasks.ts'
import { check } from '../call.ts'
import { change } from '../change.ts'
import { failureOf } from '../failure.ts'
import { type Context, isRaw, type Method, method } from '../method.ts'
import { SourceTask } from '../shapes/source-task.ts'
import { jobsOf, type SourceJobs, type Told } from '../source-jobs.ts'
import { sourcesCheck } from './sources.check.ts'
import { sourcesPush } from './sources.push.ts'
import { sourcesRun } from './sources.run.ts'

const WORK = {
  'sources.check': sourcesCheck,
  'sources.push': sourcesPush,
  'sources.run': sourcesRun,
} as const

/** How often it is kept how far work is; milliseconds. */
const PULSE = 500

export const sourcesTasksCreate = method({
  name: 'sources.tasks.create',
  verb: 'POST',
  scope: 'sources:write',
  summary: 'Begins a check, a count or a push of a source without waiting for its end.',
  description:
    'sources.tasks.info tells how far it is, and in the end what the method itself would have answered. A reading needs none of this: sources.run answers at once.',
  args: z.object({
    name: z
      .enum(['sources.check', 'sources.push', 'sources.run'])
      .describe('The method; sources.run only as a dry run.'),
    args: z.record(z.string(), z.unknown()).default({}).describe('The arguments of that method.'),
  }),
  result: z.object({ task: SourceTask }),
  async run({ name, args }, context) {
    const { db, actor } = context
    const work = WORK[name] as Method
    const checked = check(work.args, name === 'sources.run' ? { ...args, dry_run: true } : args)
    const jobs = jobsOf(context)
    const deed = { action: 'sources.tasks.create', details: { name } }
    const id = await change(context, deed, (tx) =>
      sourceTasks.open(tx, { name, asked_by: actor.id }),
    )
    await jobs.aside(() =>
      keepTold(context, id, async (told) => {
        const answer = await work.run(checked, { ...context, sources: telling(jobs, told) })
        if (isRaw(answer)) throw new Error('The answer of a task is told in parts.')
        return z.encode(work.result, answer)
      }),
    )
    const task = await sourceTasks.info(db, id, actor.id)
    if (!task) throw new Error('A task that has just begun is not there.')
    return { task }
  },
})

/** The jobs, whose work tells how far it is. */
function telling(jobs: SourceJobs, told: Told): SourceJobs {
  return {
    ...jobs,
    test: (database, asked) => jobs.test(database, asked, told),
    count: (database, source_id) => jobs.count(database, source_id, told),
    push: (database, asked) => jobs.push(database, asked, told),
  }
}

/** Does the work and keeps how far it is and how it ended. What is a fault of ours is kept as such and thrown on. */
async function keepTold(
  { db }: Pick<Context, 'db'>,
  id: number,
  work: (told: Told) => Promise<Record<string, unknown>>,
): Promise<void> {
  let far: Parameters<Told>[0] | null = null
  const pulse = setInterval(() => void sourceTasks.note(db, id, far).catch(() => {}), PULSE)
  try {
    const answer = await work((progress) => {
      far = progress
    })
    await sourceTasks.close(db, id, { answer })
  } catch (error) {
    const { code, message, details } = failureOf(error)
    await sourceTasks.close(db, id, { error: { error: code, message, error_details: details } })
    if (code === 'internal_error') throw error
  } finally {
    clearInterval(pulse)
  }
}
