import * as audit from '../src/store/audit.ts'
import { type Database, transaction } from '../src/store/db.ts'
import * as tokens from '../src/store/tokens.ts'
import type { Bench, Circumstances, Limit } from './bench.ts'
import { askChild, type Child, startChild } from './child.ts'
import { onServer } from './databases.ts'
import { fillDirectory } from './directory.ts'
import { duration, median, timed, whole } from './measure.ts'
import type { Load, Loaded } from './users-list-load.ts'
import type { Answerer } from './users-list-server.ts'

const PAGE_SIZE = 100
const CONNECTIONS = 8
const ROUNDS = 5
const SECONDS = 3

/** The peers of the method: the same bytes without check or token, and a constant answer made to text each time. */
const PEERS: Record<Answerer, string> = {
  facet: 'users.list',
  bare: 'bare: ready bytes, one select',
  constant: 'constant answer, stringified',
}

export const usersList: Bench = {
  name: 'users-list',
  summary: 'pages of users over HTTP with a token, on PostgreSQL',
  run: (circumstances) =>
    onServer(circumstances, async ({ database, url }) => {
      const users = circumstances.small ? 100_000 : 1_000_000
      const filled = await timed(() => fillDirectory(database, { users }))
      circumstances.say('users', `${whole(users)}, made in ${duration(filled)}`)
      const token = await makeToken(database)
      const servers = await startServers(url, users)
      try {
        return await measure(circumstances, servers, { token, pages: users / PAGE_SIZE })
      } finally {
        for (const { child } of Object.values(servers)) await child.stop()
      }
    }),
}

type Servers = Record<Answerer, { child: Child; port: number }>

async function startServers(url: string, users: number): Promise<Servers> {
  const start = async (answerer: Answerer) => {
    const child = startChild('users-list-server.ts', { answerer, url, users, pageSize: PAGE_SIZE })
    return { child, ...(await child.next<{ port: number }>()) }
  }
  return {
    facet: await start('facet'),
    bare: await start('bare'),
    constant: await start('constant'),
  }
}

async function measure(
  { say, small }: Circumstances,
  servers: Servers,
  { token, pages }: { token: string; pages: number },
): Promise<Limit[]> {
  const seconds = small ? 1 : SECONDS
  const ask = (server: Answerer, load: Partial<Load>) => {
    const { port } = servers[server]
    const defaults = { token, seconds, connections: CONNECTIONS, pages: [1, pages] }
    return askChild<Loaded>('users-list-load.ts', { port, ...defaults, ...load })
  }
  const answerers = Object.keys(PEERS) as Answerer[]
  const rounds: Record<Answerer, Loaded[]> = { facet: [], bare: [], constant: [] }
  for (const answerer of answerers) await ask(answerer, { seconds: 1 })
  for (let round = 0; round < ROUNDS; round++)
    for (const answerer of answerers) rounds[answerer].push(await ask(answerer, {}))
  for (const answerer of answerers) say(PEERS[answerer], summaryOf(rounds[answerer]))
  const [first, last] = await ends(ask, pages)
  say('first page, alone', duration(first))
  say('last page, alone', duration(last))
  const ratio = (peer: Answerer) =>
    median(rounds.facet.map(({ rate }, i) => rate / (rounds[peer][i]?.rate ?? 0)))
  say('of the constant answer', ratio('constant').toFixed(2))
  return [
    {
      what: 'users.list, of a bare server',
      measured: ratio('bare'),
      limit: 0.8,
      side: 'at least',
    },
    { what: 'users.list, last page / first', measured: last / first, limit: 1.2, side: 'at most' },
  ]
}

/** The median time of the first and of the last page, asked for in turn by one client. */
async function ends(
  ask: (server: Answerer, load: Partial<Load>) => Promise<Loaded>,
  pages: number,
): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, page] of [1, pages].entries()) {
      const { p50 } = await ask('facet', { connections: 1, seconds: 1, pages: [page, page] })
      times[i]?.push(p50)
    }
  return [median(times[0]), median(times[1])]
}

function summaryOf(rounds: Loaded[]): string {
  const middle = (pick: (it: Loaded) => number) => median(rounds.map(pick))
  const [rate, p50, p99] = [middle((it) => it.rate), middle((it) => it.p50), middle((it) => it.p99)]
  const memory = middle((it) => it.bytes)
  return `${whole(rate)}/s, p50 ${duration(p50)}, p99 ${duration(p99)}, ${whole(memory)} bytes`
}

function makeToken({ db }: Database): Promise<string> {
  return transaction(db, async (tx) => {
    const entry = await audit.record(tx, { actor: 'bench', action: 'tokens.create' })
    const { secret } = await tokens.create(tx, entry, {
      kind: 'organization',
      name: 'bench',
      scopes: ['users:read'],
      user_id: null,
      expires_at: null,
    })
    return secret
  })
}
