import { dayIn } from '../../model/index.ts'
import * as audit from '../../store/audit.ts'
import { type Database, type Db, transaction } from '../../store/db.ts'
import * as importLines from '../../store/import-lines.ts'
import * as imports from '../../store/imports.ts'
import * as settings from '../../store/settings.ts'
import * as waves from '../../store/survey-waves.ts'

/** What was parted from names. */
export interface KeptApart {
  /** Keys that were destroyed. */
  keys: number
  /** Files that nobody applied, whose lines were emptied. */
  files: number
}

/** How long a file of answers, which stand beside addresses in it, may wait to be applied; milliseconds. */
const WAITS = 7 * 24 * 3_600_000

/**
 * Parts answers from names: destroys the keys of anonymous surveys whose day has come, and empties the files of answers that
 * nobody has applied for a week.
 */
export function keepApart({ db }: Pick<Database, 'db'>, now: Date): Promise<KeptApart> {
  return transaction(db, async (tx) => {
    const { time_zone } = await settings.read(tx)
    const due = await waves.due(tx, dayIn(time_zone, now))
    if (due.length > 0) await destroy(tx, due)
    const files = await importLines.leftOver(tx, 'survey_answers', new Date(now.getTime() - WAITS))
    for (const id of files) {
      await importLines.emptyLines(tx, id)
      await imports.progress(tx, id, {
        status: 'failed',
        error:
          'Nobody applied this file for a week, so the answers in it were not kept. Import it again.',
      })
    }
    return { keys: due.length, files: files.length }
  })
}

async function destroy(tx: Db, ids: number[]): Promise<void> {
  for (const id of ids)
    await audit.record(tx, { actor: 'server', action: 'surveys.forgetKey', object: `survey:${id}` })
  await waves.destroyKeys(tx, ids)
}
