import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import * as sourceTasks from '../../store/source-tasks.ts'
import { method } from '../method.ts'
import { SourceTask } from '../shapes/source-task.ts'

export const sourcesTasksInfo = method({
  name: 'sources.tasks.info',
  verb: 'GET',
  scope: 'sources:write',
  summary: 'Tells how far work on a source is, and what came of it.',
  description: 'To whoever began it, for an hour after its end.',
  args: z.object({ id: Id.describe('What sources.tasks.create gave as the id of its task.') }),
  result: z.object({ task: SourceTask }),
  async run({ id }, { db, actor }) {
    const task = await sourceTasks.info(db, id, actor.id)
    if (!task) throw new AppError('not_found', 'There is no such task, or it ended long ago.')
    return { task }
  },
})
