import { posix } from 'node:path'
import type { Source } from './sources.ts'

const CORE = ['model', 'stats', 'privacy', 'store', 'metrics', 'surveys']
const OUTSIDE = ['connectors', 'identity']

/** Who may import whom: each room of `src`, with the rooms that it may use. */
const ROOMS: Record<string, string[]> = {
  model: [],
  stats: [],
  privacy: ['model'],
  charts: ['model'],
  identity: ['model'],
  connectors: ['model'],
  sample: ['model', 'stats'],
  store: ['model'],
  metrics: ['model', 'store'],
  surveys: ['model', 'stats', 'store'],
  reports: [...CORE, 'charts'],
  jobs: [...CORE, ...OUTSIDE, 'reports', 'config', 'log'],
  api: [...CORE, ...OUTSIDE, 'reports', 'config', 'log'],
  cli: ['model', 'api', 'jobs', 'reports', 'store', 'sample', 'config', 'log'],
  web: ['model', 'charts'],
  config: [],
  log: [],
  errors: [],
}

/** What a test may use besides: the harness, invented data, settings. */
const IN_TESTS = ['test', 'sample', 'config']

/** Rooms that give the same answer in any place, a browser too: they know no file, clock or network. */
const PURE = ['model', 'stats', 'privacy', 'identity', 'charts']

/** Each import that one of these files may not have, as a sentence that begins with the file's path. */
export function violations(files: Source[]): string[] {
  return files.flatMap((file) => complaints(file).map((complaint) => `${file.path}: ${complaint}`))
}

function complaints(file: Source): string[] {
  const room = roomOf(file.path)
  const allowed = ROOMS[room]
  if (allowed === undefined) return file.path.startsWith('src/') ? [`"${room}" is no room`] : []
  const inTest = TEST.test(file.path)
  const may = ['errors', room, ...allowed, ...(inTest ? IN_TESTS : [])]
  return importsOf(file)
    .filter(({ from, typesOnly }) => {
      if (from === 'node') return PURE.includes(room) && !inTest
      if (from === 'api' && room === 'web') return !typesOnly
      return from !== 'package' && !may.includes(from)
    })
    .map(({ name }) => `${room} may not import ${name}`)
}

const TEST = /\.test\.tsx?$/

/** The room of a path from the root: `store` of `src/store/users.ts`, `errors` of `src/errors.ts`, `web` of `web/ui/Plot.tsx`. */
function roomOf(path: string): string {
  const [top = '', next] = path.split('/')
  return top === 'src' && next !== undefined ? next.replace(/(\.test)?\.ts$/, '') : top
}

/** An import: its name, the room it is from (`node` and `package` stand outside), and whether it brings types alone. */
type Import = { name: string; from: string; typesOnly: boolean }

const STATEMENT = /^(?:import|export)\s+(?:(type\s)?([^'"`;]*?)\sfrom\s+)?'([^']+)'/gm
const EXPRESSION = /\bimport\(\s*'([^']+)'\s*\)/g

function importsOf({ path, text }: Source): Import[] {
  const statements = [...text.matchAll(STATEMENT)].map(([, type, names = '', name = '']) => ({
    ...origin(path, name),
    typesOnly: type !== undefined || onlyTypes(names),
  }))
  const expressions = [...text.matchAll(EXPRESSION)].map(([, name = '']) => ({
    ...origin(path, name),
    typesOnly: false,
  }))
  return [...statements, ...expressions]
}

function origin(path: string, name: string) {
  if (name.startsWith('node:')) return { name, from: 'node' }
  if (!name.startsWith('.')) return { name, from: 'package' }
  const target = posix.join(posix.dirname(path), name)
  return { name: target, from: roomOf(target) }
}

/** `{ type A, type B }` brings types alone; a default, a namespace or one plain name does not. */
function onlyTypes(names: string): boolean {
  const inBraces = /^\{([^}]*)\}$/.exec(names.trim())?.[1] ?? ''
  const each = inBraces.split(',').flatMap((name) => name.trim() || [])
  return each.length > 0 && each.every((name) => name.startsWith('type '))
}
