import { randomBytes } from 'node:crypto'
import { AppError } from '../errors.ts'
import { parseFile } from '../reports/as-code/parse.ts'
import type { Db } from '../store/db.ts'
import * as schedules from '../store/schedules.ts'
import { seal, unseal } from '../store/sealed.ts'
import type { Target } from './shapes/schedule.ts'

/** A schedule that there is. Throws `not_found`. */
export async function knownSchedule(db: Db, id: number): Promise<schedules.ScheduleRow> {
  const schedule = await schedules.info(db, id)
  if (schedule) return schedule
  throw new AppError('not_found', 'There is no such schedule.')
}

/** By what the secret of a schedule is sealed, and what the audit log calls it. */
export const ownerOf = (id: number): string => `schedule:${id}`

/** Throws `invalid_arguments` with every fault of a file of reports and its line. */
export function checkFile(file: string): void {
  parseFile(file, 'file')
}

/** A target as it may be shown: of an address its host alone. */
export function shownTarget(target: Target): schedules.Target {
  if (target.kind === 'file') return target
  const { host } = new URL(target.url)
  return target.kind === 'webhook'
    ? { kind: 'webhook', host }
    : { kind: 'slack', host, facet_url: target.facet_url }
}

/** Throws `conflict` where another schedule writes the same file. */
export async function checkPlace(db: Db, target: schedules.Target, own?: number): Promise<void> {
  if (target.kind !== 'file') return
  const same = (await schedules.list(db)).find(
    ({ id, target: other }) =>
      id !== own &&
      other.kind === 'file' &&
      other.format === target.format &&
      other.name.toLowerCase() === target.name.toLowerCase(),
  )
  if (same)
    throw new AppError('conflict', `${same.name} writes this file already. Choose another name.`)
}

/** What is secret of a target, sealed; with the key of a web hook where it is a new one. */
export interface Sealed {
  secret: string
  signing_key: string | null
}

/**
 * Seals what is secret of a target. A web hook gets a key by which its receiver knows who sends; one that had a key keeps it
 * unless a new one is asked for.
 */
export function sealTarget(
  target: Target,
  { id, key, kept = null }: { id: number; key: () => string; kept?: string | null },
): Sealed {
  if (target.kind === 'file') return { secret: '', signing_key: null }
  const sealed = (it: object) => seal(it, { key: key(), owner: ownerOf(id) })
  if (target.kind === 'slack') return { secret: sealed({ url: target.url }), signing_key: null }
  const signing = kept ?? newSigningKey()
  return {
    secret: sealed({ url: target.url, key: signing }),
    signing_key: kept === null ? signing : null,
  }
}

/** A sealed target with a new key. */
export function sealAnew(schedule: schedules.ScheduleRow, key: () => string): Sealed {
  const { url } = openTarget(schedule, key) as { url: string }
  const target = { kind: 'webhook' as const, url }
  return sealTarget(target, { id: schedule.id, key })
}

/** What is secret of the target of a schedule; null where nothing is. */
export function openTarget(
  { id, secret }: schedules.ScheduleRow,
  key: () => string,
): { url: string; key?: string } | null {
  if (secret === '') return null
  return unseal(secret, { key: key(), owner: ownerOf(id) }) as { url: string; key?: string }
}

/** As Standard Webhooks writes keys: 256 random bits. */
function newSigningKey(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
