import { readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context, Hono } from 'hono'
import type { Terminal } from './terminal.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const BUILT = join(ROOT, 'dist', 'web')

/**
 * Builds the pages when there are none, or when what they are made of is newer. Several processes may do so at once: each
 * builds in a folder of its own and puts it in place whole.
 */
export async function buildPages(terminal: Terminal): Promise<void> {
  const sources = ['web', join('src', 'model'), join('src', 'charts')].map((folder) =>
    join(ROOT, folder),
  )
  if (changedAt(join(BUILT, 'index.html')) > Math.max(...sources.map(newest))) return
  terminal.progress('Building the pages')
  const { build } = await import('vite')
  const outDir = `${BUILT}-${process.pid}`
  await build({ root: join(ROOT, 'web'), logLevel: 'error', build: { outDir } })
  rmSync(BUILT, { recursive: true, force: true })
  try {
    renameSync(outDir, BUILT)
  } catch {
    rmSync(outDir, { recursive: true, force: true }) // another process was faster, and built the same
  }
  terminal.progress(undefined)
}

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return Math.max(0, ...files.map((file) => changedAt(join(folder, file))))
}

/** 0 for a file that is not there, or not any more. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** Adds the pages to the application: files by their names, the one page for every other path. */
export function addPages(app: Hono): void {
  // the name of a file of the build changes with its content
  const forEver = (_: string, http: Context) =>
    http.header('cache-control', 'public, max-age=31536000, immutable')
  app.get('/assets/*', serveStatic({ root: BUILT, onFound: forEver }))
  app.get('/assets/*', (http) => http.notFound())
  app.get('*', async (http) => {
    http.header('cache-control', 'no-cache')
    return http.html(await readFile(join(BUILT, 'index.html'), 'utf8'))
  })
}
