import { expect, test } from 'vitest'
import { cellsOf } from './cells.ts'
import { toolDayFrom } from './tool-days.ts'
import { coderUserFrom, toolUserFrom } from './tool-users.ts'

const cells = (values: Record<string, string>) =>
  cellsOf(new Map(Object.entries(values).map(([field, value]) => [field, [value]])))

test('an account of a tool is known by an address, a name or an id', () => {
  expect(
    toolUserFrom(
      cells({
        username: 'aki',
        created_at: '0001-01-01T00:00:00Z',
        last_seen_at: 'Never logged in',
      }),
    ),
  ).toEqual({
    fact: { account: { username: 'aki' }, last_seen_at: null },
  })
  expect(toolUserFrom(cells({ external_id: '7', status: 'LOCKED_OUT' }))).toEqual({
    fact: { account: { external_id: '7' }, status: 'active' },
  })
  expect(toolUserFrom(cells({ login: 'pat_p.example#EXT#@t.example' }))).toMatchObject({
    fact: { account: { username: 'pat_p.example#EXT#@t.example', email: 'pat@p.example' } },
  })
  expect(toolUserFrom(cells({ name: 'Aki' }))).toMatchObject({ fault: { code: 'missing_email' } })
  expect(toolUserFrom(cells({ email: 'aki' }))).toMatchObject({ fault: { code: 'invalid_email' } })
})

test('a service account is no person: it says so itself, or is one of Coder without an address', () => {
  expect(
    toolUserFrom(cells({ username: 'ci', email: 'ci@corp.example', service_account: 'true' })),
  ).toMatchObject({
    fault: { code: 'service_account', message: 'ci is a service account, not a person.' },
  })
  expect(coderUserFrom(cells({ username: 'ci' }))).toMatchObject({
    fault: { code: 'service_account' },
  })
  expect(coderUserFrom(cells({ username: 'aki', email: 'aki@corp.example' }))).toHaveProperty(
    'fact',
  )
})

test('a usage day needs an account, a day and a tool, which the file may name once', () => {
  const day = { email: 'aki@corp.example', day: '2026-08-31' }
  expect(toolDayFrom(cells({ ...day, minutes: '0' }), 'Alpha')).toEqual({
    fact: { tool: 'Alpha', account: { email: 'aki@corp.example' }, day: '2026-08-31', minutes: 0 },
  })
  expect(toolDayFrom(cells({ ...day, tool: 'Beta' }), 'Alpha')).toMatchObject({
    fact: { tool: 'Beta' },
  })
  const codeOf = (values: Record<string, string>, tool?: string) => {
    const statement = toolDayFrom(cells(values), tool)
    return 'fault' in statement && statement.fault.code
  }
  expect(codeOf(day)).toBe('missing_field')
  expect(codeOf({ email: 'aki@corp.example' }, 'Alpha')).toBe('missing_field')
  expect(codeOf({ day: '2026-08-31' }, 'Alpha')).toBe('missing_email')
  expect(codeOf({ ...day, minutes: '-5' }, 'Alpha')).toBe('invalid_number')
  expect(codeOf({ ...day, actions: '1.5' }, 'Alpha')).toBe('invalid_number')
  expect(codeOf({ ...day, day: '31.31.2026' }, 'Alpha')).toBe('invalid_date')
})
