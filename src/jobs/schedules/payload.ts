import { toWire } from '../../model/index.ts'
import { withoutAddresses } from '../../privacy/pseudonym.ts'
import type { Ran } from '../../reports/as-code/answer-shape.ts'
import { parseFile } from '../../reports/as-code/parse.ts'
import { renderRan } from '../../reports/as-code/render.ts'
import { runFile } from '../../reports/as-code/run.ts'
import type { Output } from '../../reports/as-code/shape.ts'
import type { Db } from '../../store/db.ts'
import type { Payload } from '../../store/schedule-runs.ts'
import type { ScheduleRow } from '../../store/schedules.ts'
import * as settings from '../../store/settings.ts'
import { slackMessage } from './slack.ts'

/** What a schedule has to say, and what that rests on. */
export interface Made extends Pick<Ran, 'data_version' | 'result_hash'> {
  payload: Payload
}

interface Asked {
  /** As whom: the schedule itself, or the person who looks what it would send. */
  actor: string
  /** As of when. */
  now: Date
  secretKey: () => string
  /** The delivery that it is for; null: none. */
  run_id: number | null
}

/**
 * Answers the file of a schedule and puts the answer in the form of its target. It is asked as by somebody who may see no
 * privileged attribute, passes the gate like any report, and, where people go by pseudonyms, holds no address.
 */
export async function makePayload(
  db: Db,
  schedule: ScheduleRow,
  { run_id, ...asked }: Asked,
): Promise<Made> {
  const { file } = parseFile(schedule.file, 'file')
  const ran = await runFile(db, file, { ...asked, privileged: false })
  const { type, body } = await inForm(ran, schedule, run_id)
  const { pseudonyms } = await settings.read(db)
  return {
    payload: { type, body: pseudonyms ? withoutAddresses(body) : body },
    data_version: ran.data_version,
    result_hash: ran.result_hash,
  }
}

async function inForm(
  ran: Ran,
  { id, name, target }: ScheduleRow,
  run_id: number | null,
): Promise<Payload> {
  if (target.kind === 'file')
    return { type: 'text/plain', body: await renderRan(ran, target.format as Output) }
  const { facet_url } = { facet_url: null, ...target }
  const told =
    target.kind === 'slack'
      ? slackMessage(ran, { name, facet_url })
      : {
          event: 'report',
          schedule: { id: toWire(id), name },
          delivery: run_id === null ? null : toWire(run_id),
          ...ran,
        }
  return { type: 'application/json', body: JSON.stringify(told) }
}
