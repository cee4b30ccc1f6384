import { SourceError } from '../../connectors/source-error.ts'
import { AppError } from '../../errors.ts'
import * as audit from '../../store/audit.ts'
import { type Database, type Db, transaction } from '../../store/db.ts'
import * as runs from '../../store/schedule-runs.ts'
import * as schedules from '../../store/schedules.ts'
import { deliver, type Means, ownerOf } from './deliver.ts'
import { makePayload } from './payload.ts'

/** What a delivery is made with; `fault` is told what nobody foresaw. */
export interface SendDeps extends Means {
  database: Pick<Database, 'db'>
  fault: (error: unknown) => void
}

/** Whatever a delivery is for: a moment of its schedule, or somebody who asked. */
export interface Occasion {
  moment: Date | null
  asked_by: string
}

/**
 * Makes and delivers what a schedule has to say, unless another server has taken the same moment. What is made is kept before
 * it is delivered, so whoever goes on after a server that died delivers the same once more: at least once, and twice only
 * where it died between a delivery and noting it. Gives the delivery with how it ended; undefined where another has it.
 */
export async function send(
  deps: SendDeps,
  schedule_id: number,
  occasion: Occasion,
): Promise<runs.RunRow | undefined> {
  const { db } = deps.database
  const taken = await runs.take(db, { schedule_id, ...occasion }, deps.now())
  if (!taken) return undefined
  await goOn(deps, taken)
  return runs.info(db, taken.id)
}

/** Goes on with a delivery from where it stands, and ends it. What ends the server leaves it as it is, for the next one. */
export async function goOn(deps: SendDeps, taken: runs.TakenRun): Promise<void> {
  const { database, now, signal, fault } = deps
  try {
    await through(deps, taken)
    await runs.end(database.db, taken, { error: null, now: now() })
  } catch (error) {
    if (signal?.aborted) return
    const foreseen = error instanceof AppError || error instanceof SourceError
    if (!foreseen) fault(error)
    const words = foreseen ? error.message : 'It failed; the log of the server tells why.'
    await runs.end(database.db, taken, { error: words, now: now() })
  }
}

async function through(deps: SendDeps, taken: runs.TakenRun): Promise<void> {
  const { db } = deps.database
  const schedule = await schedules.info(db, taken.schedule_id)
  if (!schedule) throw new AppError('not_found', 'The schedule was removed.')
  const payload = taken.payload ?? (await make(deps, schedule, taken))
  if (!(await runs.begin(db, taken, deps.now()))) throw lost()
  await deliver(schedule, { run_id: taken.id, payload }, deps)
}

async function make(
  { database: { db }, now, secretKey }: SendDeps,
  schedule: schedules.ScheduleRow,
  taken: runs.TakenRun,
): Promise<runs.Payload> {
  const actor = ownerOf(schedule.id)
  const asked = { actor, now: await asOf(db, taken, now()), secretKey, run_id: taken.id }
  const made = await makePayload(db, schedule, asked)
  await transaction(db, async (tx) => {
    if (!(await runs.keepPayload(tx, taken, made))) throw lost()
    const { target } = schedule
    const details = { run: taken.id, target, result_hash: made.result_hash }
    await audit.record(tx, { actor, action: 'schedules.deliver', object: actor, details })
  })
  return made.payload
}

/** A delivery is of the moment it stands for, also where it is made later. */
async function asOf(db: Db, { id }: runs.TakenRun, now: Date): Promise<Date> {
  const run = await runs.info(db, id)
  return run?.moment ? new Date(run.moment) : now
}

const lost = () => new AppError('conflict', 'Another server goes on with this delivery.')
