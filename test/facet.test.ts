import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const facet = join(import.meta.dirname, '../bin/facet.js')

test('a Node that cannot run TypeScript is told which Node can', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-experimental-strip-types', facet, 'users.list'],
    { encoding: 'utf8' },
  )
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toContain(`this is ${process.version}`)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
})
