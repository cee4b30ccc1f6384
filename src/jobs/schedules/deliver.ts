import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import { guardedFetch } from '../../connectors/guarded-fetch.ts'
import { AppError } from '../../errors.ts'
import { toWire } from '../../model/index.ts'
import type { Payload } from '../../store/schedule-runs.ts'
import type { ScheduleRow } from '../../store/schedules.ts'
import { unseal } from '../../store/sealed.ts'
import { writeWhole } from './write-whole.ts'

/** By what deliveries are made. */
export interface Means {
  /** The folder that files are written into, and nowhere else. */
  folder: string
  /** The key by which secrets are sealed; throws where there is none. */
  secretKey: () => string
  now: () => Date
  /** Waits so many milliseconds. */
  wait: (ms: number) => Promise<void>
  signal?: AbortSignal
}

/** What is secret of a target: its address, and the key of a web hook by which its receiver knows who sends. */
export const TargetSecret = z.object({ url: z.string(), key: z.string().optional() })
export type TargetSecret = z.output<typeof TargetSecret>

/** By what the secret of a schedule is sealed. */
export const ownerOf = (id: number): string => `schedule:${id}`

const ENDINGS: Readonly<Record<string, string>> = { text: 'txt' }

/** The name of the file of a target. */
export const fileOf = ({ name, format }: { name: string; format: string }): string =>
  `${name}.${ENDINGS[format] ?? format}`

/** Attempts at a call that fails by itself. Slack knows no delivery again, so it gets one. */
const ATTEMPTS = { webhook: 4, slack: 1 }

/** All attempts with all waits end well before another server may take the delivery; milliseconds. */
const TIMEOUT = 15_000
const PATIENCE = 30_000

/**
 * Delivers what a schedule has to say: writes its file, or posts to its address. Throws `source_failed` or a SourceError in
 * words that say what to do and do not hold the address.
 */
export async function deliver(
  { id, target, secret }: ScheduleRow,
  { run_id, payload }: { run_id: number; payload: Payload },
  means: Means,
): Promise<void> {
  if (target.kind === 'file') return writeWhole(join(means.folder, fileOf(target)), payload.body)
  const { secretKey, now, wait, signal } = means
  const { url, key } = TargetSecret.parse(unseal(secret, { key: secretKey(), owner: ownerOf(id) }))
  const fetch = guardedFetch({
    hosts: [new URL(url).host],
    now,
    wait,
    ...(signal && { signal }),
    attempts: ATTEMPTS[target.kind],
    timeout: TIMEOUT,
    patience: PATIENCE,
  })
  const signed = key === undefined ? {} : signature(payload.body, { key, run_id, now: now() })
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': payload.type, 'user-agent': 'facet', ...signed },
    body: payload.body,
  })
  if (!answer.ok) throw refused(target.host, answer.status, await answer.text())
}

/** The headers of Standard Webhooks 1.0: the delivery, the same at each attempt; the second; HMAC-SHA256 over both and the body. */
function signature(
  body: string,
  { key, run_id, now }: { key: string; run_id: number; now: Date },
): Record<string, string> {
  const id = `facet_${toWire(run_id)}`
  const second = String(Math.floor(now.getTime() / 1_000))
  const bytes = Buffer.from(key.replace(/^whsec_/, ''), 'base64')
  const signed = createHmac('sha256', bytes).update(`${id}.${second}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': second, 'webhook-signature': `v1,${signed}` }
}

/** What Slack says in a word, and other servers in a page, is told as far as it is a word. */
function refused(host: string, status: number, text: string): AppError {
  const said = /^[\w .,-]{1,80}$/.test(text.trim()) ? ` (${text.trim()})` : ''
  const advice = [401, 403, 404, 410].includes(status)
    ? 'Enter the address of the schedule anew.'
    : 'See what its server says about it.'
  return new AppError('source_failed', `${host} refused it with status ${status}${said}. ${advice}`)
}
