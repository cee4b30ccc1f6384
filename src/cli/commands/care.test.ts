import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { testInstallation } from '../../../test/facet.ts'

const held = testInstallation()
const PEOPLE =
  'email,name,github_username\nada@example.com,Ada Lovelace,adalove\nbob@example.com,Bob Smith,bobs\n'

describe('the commands that care for an installation', { timeout: 120_000 }, () => {
  test('the doctor finds all well, and says so as JSON too', async () => {
    const { facet, file } = held.at
    const days = await file(
      'days.csv',
      'email,tool,date,minutes\nada@example.com,Zed,2020-01-06,30\n',
    )
    const imported = await facet('import', await file('people.csv', PEOPLE), days)
    expect(imported.stdout).toContain('and facts are kept for 25 months')
    const told = await facet('doctor', '--json')
    const { ok, checks } = JSON.parse(told.stdout)
    expect([told.code, ok]).toEqual([0, true])
    expect(checks.map(({ check }: { check: string }) => check)).toEqual([
      'database',
      'migrations',
      'queue',
      'weeks',
      'sources',
      'coverage',
      'accounts',
      'secret key',
      'disk',
      'time zone',
      'minimum group',
      'retention',
    ])
    expect(checks.at(-1)).toMatchObject({
      status: 'warning',
      message: expect.stringMatching(
        /^Facts about people are kept for 25 months.* 1 fact from before /,
      ),
      todo: expect.stringContaining('--retention_months ""'),
    })
  })

  test('a person is erased only by a word, and then does not come back', async () => {
    const { facet, file, folder } = held.at
    expect((await facet('backup', join(folder, 'before.backup'))).code).toBe(0)
    expect((await facet('erase', 'ada@example.com')).code).toBe(2)
    expect((await facet('erase', 'ada@example.com', '--dry-run')).stdout).toMatch(/1 {2}users/)
    expect((await facet('erase', 'ada@example.com', '--yes')).code).toBe(0)
    const again = await facet('import', await file('again.csv', PEOPLE), '--json')
    expect(again.stdout).toContain('erased')
    expect(again.stdout).not.toContain('ada@example.com')
  })

  test('a backup is a file for its owner alone, and is restored by force over what there is', async () => {
    const { facet, folder } = held.at
    const path = join(folder, 'before.backup')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(existsSync(`${path}.unfinished`)).toBe(false)
    const refused = await facet('restore', path)
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('--force')])
    expect((await facet('restore', path, '--force')).code).toBe(0)
    expect((await facet('users.search', '--q', 'Ada')).stdout).toContain('ada@example.com')
  })

  test('what is no backup is refused', async () => {
    const { facet, file } = held.at
    const { code, stderr } = await facet('restore', await file('no.backup', 'Hello'), '--force')
    expect([code, stderr]).toEqual([1, expect.stringContaining('file_refused')])
  })
})
