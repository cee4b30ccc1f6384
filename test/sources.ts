import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file of this project: its path from the root, with `/`, and what it says. */
export type Source = { path: string; text: string }

const root = join(import.meta.dirname, '..')

/** The files that these globs match, from the root, in order of path; no dependencies, nothing built. */
export function readSources(...globs: string[]): Source[] {
  return globSync(globs, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**'] })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}
