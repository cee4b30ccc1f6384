import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, inject } from 'vitest'
import { openTestDatabase } from './database.ts'

const FACET = fileURLToPath(new URL('../bin/facet.js', import.meta.url))

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** A data folder of its own, with the database that the project says, and the program to run on it. */
export interface Installation {
  folder: string
  env: Record<string, string>
  /** Runs `facet ARGV…` as a person would, to its end. */
  facet(...argv: string[]): Promise<Ended>
  /** Starts `facet ARGV…`; resolves when it has said what is waited for, with the way to stop it. */
  start(argv: string[], said: RegExp): Promise<{ found: RegExpExecArray; stop(): Promise<Ended> }>
  /** Writes a file and gives its path. */
  file(name: string, content: string | Uint8Array): Promise<string>
}

/** Makes an installation for the test file that calls it, at its top; gone after it. */
export function testInstallation(): { at: Installation } {
  const held = {} as { at: Installation }
  let dispose = async () => {}
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'facet-test-'))
    const server = inject('database') === 'postgres' ? await openTestDatabase() : undefined
    await server?.database.close()
    held.at = installation(folder, server?.url)
    dispose = async () => {
      await rm(folder, { recursive: true, force: true })
      await server?.drop()
    }
  }, 60_000)
  afterAll(() => dispose())
  return held
}

function installation(folder: string, url: string | undefined): Installation {
  // biome-ignore lint/style/noProcessEnv: the child needs the path of the Node that runs this
  const { PATH = '' } = process.env
  const env = {
    PATH,
    FACET_DATA: join(folder, 'data'),
    FACET_PORT: '0',
    LANG: 'C.UTF-8',
    ...(url && { DATABASE_URL: url }),
  }
  const begin = (argv: string[]) => {
    const child = spawn(process.execPath, [FACET, ...argv], {
      env,
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ended: Ended = { code: null, stdout: '', stderr: '' }
    child.stdout.on('data', (piece: Buffer) => (ended.stdout += piece))
    child.stderr.on('data', (piece: Buffer) => (ended.stderr += piece))
    const closed = new Promise<Ended>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => resolve(Object.assign(ended, { code })))
    })
    return { child, ended, closed }
  }
  return {
    folder,
    env,
    facet: (...argv) => begin(argv).closed,
    start: async (argv, said) => {
      const { child, ended, closed } = begin(argv)
      const found = await new Promise<RegExpExecArray>((resolve, reject) => {
        const look = () => {
          const match = said.exec(ended.stderr + ended.stdout)
          if (match) resolve(match)
        }
        child.stdout.on('data', look)
        child.stderr.on('data', look)
        void closed.then(() => reject(new Error(`It ended before: ${ended.stderr}`)))
      })
      const stop = () => {
        child.kill('SIGTERM')
        return closed
      }
      return { found, stop }
    },
    file: async (name, content) => {
      const path = join(folder, name)
      await writeFile(path, content)
      return path
    },
  }
}
