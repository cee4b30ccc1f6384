import { existsSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Config } from '../config.ts'
import { AppError, type ErrorCode } from '../errors.ts'

/** What a method is asked with: JSON arguments, or a file with its arguments in the query. */
export interface Asked {
  path: string
  json?: Record<string, unknown>
  file?: Readable
}

/** What came back, whatever its type. */
export interface Answered {
  status: number
  type: string
  text: string
}

/** Sends a request to wherever the application is. */
export type Send = (asked: Asked) => Promise<Answered>

/** Where the running server of a data folder listens for its owner. */
export const socketOf = ({ FACET_DATA }: Pick<Config, 'FACET_DATA'>): string =>
  join(FACET_DATA, 'facet.sock')

/** To the server at FACET_URL, with the rights of FACET_TOKEN. */
export function toUrl(url: string, token: string | undefined): Send {
  return async ({ path, json, file }) => {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        'content-type': file ? 'application/octet-stream' : 'application/json',
      },
      body: file ? (Readable.toWeb(file) as ReadableStream) : JSON.stringify(json ?? {}),
      ...(file && { duplex: 'half' }),
    } as RequestInit).catch((error: unknown) => {
      throw new AppError(
        'server_unavailable',
        `Nobody answers at ${url}. Check FACET_URL, or start the server.`,
        {},
        error,
      )
    })
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      text: await response.text(),
    }
  }
}

/** To the server that runs on this folder, through its socket; undefined when none does. */
export async function toSocket(config: Config): Promise<Send | undefined> {
  const socket = socketOf(config)
  if (!existsSync(socket)) return undefined
  const send: Send = (asked) => overSocket(socket, asked)
  const alive = await send({ path: '/auth.info' }).catch(() => undefined)
  return alive && send
}

function overSocket(socketPath: string, { path, json, file }: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': file ? 'application/octet-stream' : 'application/json' }
    const sent = request({ socketPath, path, method: 'POST', headers }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          text: Buffer.concat(pieces).toString('utf8'),
        }),
      )
    })
    sent.on('error', reject)
    if (file) file.on('error', reject).pipe(sent)
    else sent.end(JSON.stringify(json ?? {}))
  })
}

/** The answer as JSON. Throws the failure that it tells of. */
export function read({ status, type, text }: Answered): Record<string, unknown> {
  if (!type.includes('json')) {
    if (status < 400) return { ok: true, text }
    throw new AppError(
      'internal_error',
      `The server answered ${status} with something else than JSON.`,
    )
  }
  const answer = JSON.parse(text) as { ok: boolean; error?: ErrorCode; message?: string }
  if (answer.ok) return answer
  throw new AppError(answer.error ?? 'internal_error', answer.message ?? 'The server failed.')
}
