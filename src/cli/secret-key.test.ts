import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { secretKeyOf } from './secret-key.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'facet-key-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return join(path, 'data')
}

test('FACET_SECRET is the key', () => {
  const config = { FACET_SECRET: 'a secret of ours', FACET_DATA: '/nowhere' }
  expect(secretKeyOf(config)()).toBe('a secret of ours')
})

test('beside the embedded database a key is made once, when it is first needed, for its owner alone', () => {
  const config = { FACET_DATA: folder() }
  const key = secretKeyOf(config)
  const path = join(config.FACET_DATA, 'secret')
  expect(() => statSync(path)).toThrow('no such file')
  expect(key()).toBe(readFileSync(path, 'utf8'))
  expect(key()).toHaveLength(43)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(secretKeyOf(config)()).toBe(key())
})

test('with a database on a server nothing is made, and what to set is said', () => {
  const config = { FACET_DATA: folder(), DATABASE_URL: 'postgres://facet@db/facet' }
  expect(() => secretKeyOf(config)()).toThrow(/Sources need FACET_SECRET.*Set it to 16 characters/)
  expect(() => statSync(config.FACET_DATA)).toThrow('no such file')
})
