import { mkdtempSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type LogLevel, openLog } from './log.ts'

/** What is logged, as lines that were read. */
function logged(level: LogLevel, write: (log: ReturnType<typeof openLog>) => void) {
  const path = join(mkdtempSync(join(tmpdir(), 'facet-log-test-')), 'log')
  write(openLog(level, openSync(path, 'w')))
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line))
}

test('a line is JSON with its level in words and its instant, written at once', () => {
  expect(logged('info', (log) => log.info({ method: 'users.list', ms: 1.5 }))).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      method: 'users.list',
      ms: 1.5,
    },
  ])
})

test('what lies below the level is left out', () => {
  const write = (log: ReturnType<typeof openLog>) => {
    log.debug('a')
    log.warn('b')
  }
  expect(logged('info', write)).toMatchObject([{ msg: 'b' }])
  expect(logged('silent', write)).toEqual([])
})

test('a failure is told with its code and its cause, without the values it was about', () => {
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    constraint: 'users_email',
    detail: 'Key (lower(email))=(ada@example.com) already exists.',
    parameters: ['ada@example.com'],
  })
  const lines = logged('info', (log) => log.error({ err: new Error('It failed.', { cause }) }))
  expect(lines).toMatchObject([
    {
      err: {
        type: 'Error',
        message: expect.stringContaining('It failed.'),
        stack: expect.stringContaining('log.test.ts'),
        cause: { code: '23505', constraint: 'users_email' },
      },
    },
  ])
  expect(JSON.stringify(lines)).not.toContain('ada@')
})
