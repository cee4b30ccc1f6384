import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import pg from 'pg'
import { pino } from 'pino'
import { createApp } from '../src/api/app.ts'
import { apply } from '../src/jobs/import/apply.ts'
import { stage } from '../src/jobs/import/stage.ts'
import { undo } from '../src/jobs/import/undo.ts'
import { openPostgres } from '../src/store/db.ts'
import { given, tell } from './child.ts'

export type Answerer = 'facet' | 'bare' | 'constant'

interface Given {
  answerer: Answerer
  url: string
  users: number
  pageSize: number
}

const { answerer, url, users, pageSize } = given<Given>()
const pages = users / pageSize

/** Facet as it is served, its log included, but without the limit of requests a minute. */
async function facet(): Promise<RequestListener> {
  const database = await openPostgres(url)
  const log = pino({ base: undefined }, pino.destination({ dest: '/dev/null', sync: true }))
  const imports = { stage, apply, undo }
  return getRequestListener(createApp({ database, imports, log, rateLimit: null }).fetch)
}

/** The same bytes by one select, over as many connections, without anything around. */
function bare(): RequestListener {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  return async (request, response) => {
    const body = await readPage(pool, Number(request.url?.split('page=')[1]))
    response.setHeader('content-type', 'application/json').end(body)
  }
}

async function constant(): Promise<RequestListener> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const answer: unknown = JSON.parse(await readPage(client, 1))
  await client.end()
  return (_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
  }
}

async function readPage(from: pg.Pool | pg.Client, page: number): Promise<string> {
  const { rows } = await from.query<{ users: string }>(
    `select string_agg(p.public, ',' order by p.user_id) as users
    from (select d.user_id, d.public from user_documents d where d.user_id > $1 and d.user_id <= $2) p`,
    [(page - 1) * pageSize, page * pageSize],
  )
  const next = page < pages ? page + 1 : null
  return `{"ok":true,"users":[${rows[0]?.users}],"next_page":${next},"total":${users},"total_pages":${pages}}`
}

const server = createServer(await { facet, bare, constant }[answerer]())
server.listen(0, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port }))
