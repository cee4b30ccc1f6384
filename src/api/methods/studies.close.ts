import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { dayText, Study } from '../../model/index.ts'
import { heldRow, stateOf, studyOf } from '../../reports/study/study-of.ts'
import * as attributeGroups from '../../store/attribute-groups.ts'
import type { Db } from '../../store/db.ts'
import * as documents from '../../store/documents.ts'
import { besideEdits } from '../../store/edit-lock.ts'
import type { Change } from '../../store/journal.ts'
import * as studies from '../../store/studies.ts'
import * as studiesMembers from '../../store/studies-members.ts'
import { type Context, method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { studyDeed, unexplained } from '../study-deed.ts'

export const studiesClose = method({
  name: 'studies.close',
  verb: 'POST',
  scope: 'reports:write',
  summary: 'Closes a study: after its end for good, before it as stopped.',
  description:
    'After the last day its attribute is shown, so that reports can be filtered by its arms. Before that a reason is needed, which stands in the result; the result stays locked until the last day all the same, and the arms end today.',
  args: studyDeed('Why it is stopped; needed before its last day.'),
  result: z.object({ dry_run: z.boolean(), study: Study }),
  async run({ id, reason, dry_run }, context) {
    const deed = { action: 'studies.close', object: `study:${id}`, details: { reason } }
    const study = await changeOrRehearse(context, dry_run, deed, async (tx, by) => {
      await besideEdits(tx)
      const row = await heldRow(tx, id)
      const state = stateOf(row, by.today)
      if (state === 'draft' || state === 'closed') throw notOpen(row.name, state)
      if (state === 'started') await stop(tx, by, row, { reason, ...context })
      await studies.close(tx, by, id, context.now)
      if (row.attribute_id !== null) {
        if (state === 'ended')
          await attributeGroups.update(tx, by, row.attribute_id, { hidden: false })
        await attributeGroups.touchHolders(tx, row.attribute_id)
        await documents.refresh(tx, by.today)
      }
      return studyOf(tx, id, by.today)
    })
    return { dry_run, study }
  },
})

function notOpen(name: string, state: 'draft' | 'closed'): AppError {
  return state === 'draft'
    ? new AppError('conflict', `${name} has not started; studies.remove takes it away.`)
    : new AppError('conflict', `${name} has been closed already.`)
}

/** Marks that a study was stopped before its end, and ends its arms. */
async function stop(
  tx: Db,
  by: Change,
  { id, to, attribute_id }: studies.StudyRow,
  { reason, actor, now }: Pick<Context, 'actor' | 'now'> & { reason: string | undefined },
): Promise<void> {
  if (reason === undefined)
    throw unexplained(`Say why it is stopped before its last day, ${dayText(to)}.`)
  const stopped = { at: now.toISOString(), actor: actor.id, field: 'stopped', before: to }
  await studies.addChanges(tx, id, [{ ...stopped, after: by.today, reason }])
  if (attribute_id !== null) await studiesMembers.endArms(tx, by, attribute_id, by.today)
}
