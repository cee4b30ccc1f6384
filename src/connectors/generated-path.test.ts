import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isGenerated, writtenSize } from './generated-path.ts'

test.each([
  'package-lock.json',
  'services/api/go.sum',
  'Cargo.lock',
  'vendor/github.com/pkg/errors/errors.go',
  'web/node_modules/x/index.js',
  'dist/app.js',
  'public/app.min.js',
  'api/user.pb.go',
  'api/user_pb2.py',
  'src/__generated__/schema.ts',
  'src/__snapshots__/a.test.ts.snap',
  'pkg/apis/zz_generated.deepcopy.go',
  'lib/model.g.dart',
  'Web/Form.Designer.cs',
])('%s is generated', (path) => {
  expect(isGenerated(path)).toBe(true)
})

test.each([
  'src/main.ts',
  'package.json',
  'go.mod',
  'src/vendors.ts',
  'docs/distribution.md',
  'src/lock.ts',
  'src/generated-path.ts',
  'build/release.sh',
])('%s is written by hand', (path) => {
  expect(isGenerated(path)).toBe(false)
})

test('generated files take their lines out of the size, those that are not named stay in it', () => {
  const files = [
    { path: 'src/a.ts', additions: 5, deletions: 1 },
    { path: 'yarn.lock', additions: 900, deletions: 400 },
  ]
  expect(writtenSize({ additions: 1000, deletions: 500, changed_files: 7 }, files)).toEqual({
    additions: 100,
    deletions: 100,
    changed_files: 6,
  })
})

test('when all files are named, the size is that of those written by hand', () => {
  const file = fc.record({
    path: fc.constantFrom('src/a.ts', 'yarn.lock', 'vendor/b.go', 'README.md'),
    additions: fc.nat(500),
    deletions: fc.nat(500),
  })
  fc.assert(
    fc.property(fc.array(file), (files) => {
      const sum = (all: typeof files, key: 'additions' | 'deletions') =>
        all.reduce((total, each) => total + each[key], 0)
      const whole = {
        additions: sum(files, 'additions'),
        deletions: sum(files, 'deletions'),
        changed_files: files.length,
      }
      const written = files.filter(({ path }) => !isGenerated(path))
      expect(writtenSize(whole, files)).toEqual({
        additions: sum(written, 'additions'),
        deletions: sum(written, 'deletions'),
        changed_files: written.length,
      })
    }),
  )
})
