/** Folders of code that others wrote or that a tool writes. */
const FOLDERS = new Set([
  '.yarn',
  '__generated__',
  '__snapshots__',
  'bower_components',
  'carthage',
  'dist',
  'generated',
  'node_modules',
  'pods',
  'third-party',
  'third_party',
  'vendor',
])

/** Files that a package manager keeps. */
const LOCKS = new Set([
  '.terraform.lock.hcl',
  'bun.lock',
  'bun.lockb',
  'cargo.lock',
  'composer.lock',
  'deno.lock',
  'flake.lock',
  'gemfile.lock',
  'go.sum',
  'go.work.sum',
  'gradle.lockfile',
  'mix.lock',
  'module.bazel.lock',
  'npm-shrinkwrap.json',
  'package-lock.json',
  'package.resolved',
  'packages.lock.json',
  'pdm.lock',
  'pipfile.lock',
  'pnpm-lock.yaml',
  'podfile.lock',
  'poetry.lock',
  'pubspec.lock',
  'uv.lock',
  'yarn.lock',
])

const NAMES = [
  /\.min\.(?:js|css)$/,
  /\.(?:js|css|mjs)\.map$/,
  /\.snap$/,
  /\.pb\.(?:go|cc|h|swift)$/,
  /_pb2(?:_grpc)?\.pyi?$/,
  /_pb\.(?:js|ts|d\.ts)$/,
  /\.(?:g|freezed)\.dart$/,
  /\.(?:g|designer)\.cs$/,
  /[._-]generated\.[^/]+$/,
  /\.gen\.[a-z]+$/,
  /^zz_generated/,
]

/** Whether a file is generated, vendored or kept by a package manager, as far as its path tells: nobody wrote its lines. */
export function isGenerated(path: string): boolean {
  const folders = path.toLowerCase().split('/')
  const name = folders.pop() ?? ''
  return (
    LOCKS.has(name) ||
    folders.some((folder) => FOLDERS.has(folder)) ||
    NAMES.some((pattern) => pattern.test(name))
  )
}

/** Lines and files of a change. */
export interface Size {
  additions: number
  deletions: number
  changed_files: number
}

/**
 * The size of a change without generated files. `files` are those that the source named; where it named fewer than the
 * change has, the others count as written.
 */
export function writtenSize(
  whole: Size,
  files: { path: string; additions: number; deletions: number }[],
): Size {
  const generated = files.filter(({ path }) => isGenerated(path))
  const sum = (key: 'additions' | 'deletions') =>
    generated.reduce((total, file) => total + file[key], 0)
  return {
    additions: whole.additions - sum('additions'),
    deletions: whole.deletions - sum('deletions'),
    changed_files: whole.changed_files - generated.length,
  }
}
