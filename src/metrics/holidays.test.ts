import { describe, expect, test } from 'vitest'
import { calendarsOf, holidaysOf, type Whereabouts } from './holidays.ts'

const at = (place: string | null, zone = 'UTC'): Whereabouts => ({ place, zone })

describe('whose holidays are whose', () => {
  test.each([
    [at('DE'), 'DE'],
    [at(' germany '), 'DE'],
    [at('Deutschland'), 'DE'],
    [at('DE-BY'), 'DE-BY'],
    [at('USA'), 'US'],
    [at('United Kingdom'), 'GB'],
    [at('England'), 'GB-ENG'],
    [at(null, 'Asia/Kolkata'), 'IN'],
    [at(null, 'Asia/Calcutta'), 'IN'],
    [at(null, 'Europe/Zagreb'), 'HR'],
    [at('EU', 'Europe/Paris'), 'FR'],
    [at('FR', 'Europe/Berlin'), 'FR'],
  ])('%o: %s', async (whereabouts, calendar) => {
    expect(await calendarsOf([whereabouts], null)).toEqual([calendar])
  })

  test('NA is a region of a company, not Namibia', async () => {
    expect(await calendarsOf([at('NA', 'America/New_York')], null)).toEqual(['US'])
  })

  test('nobody has holidays of whom neither place nor zone tells, unless there is a default', async () => {
    const unknown = [at(null), at('Mars'), at('', 'Etc/GMT+2'), at(null, 'No/Where')]
    expect(await calendarsOf(unknown, null)).toEqual([null, null, null, null])
    expect(await calendarsOf(unknown, 'NL')).toEqual(['NL', 'NL', 'NL', 'NL'])
  })
})

describe('the holidays of a year', () => {
  test('are the public ones, those of the part of a country too', async () => {
    const germany = await holidaysOf('DE', 2026)
    expect(germany).toHaveLength(9)
    expect(germany).toContain('2026-04-06')
    expect(germany).not.toContain('2026-12-24')
    expect(await holidaysOf('DE-BY', 2026)).toContain('2026-01-06')
    expect(germany).not.toContain('2026-01-06')
  })

  test('include the day that stands for one at a weekend', async () => {
    expect(await holidaysOf('US', 2026)).toContain('2026-07-03')
  })

  test('are whole days: one that begins in an evening is the day after, half ones are none', async () => {
    expect(await holidaysOf('IL', 2026)).toContain('2026-09-12')
    expect(await holidaysOf('CN', 2026)).not.toContain('2026-03-08')
  })

  test('of no country are none', async () => {
    expect(await holidaysOf('ZZ', 2026)).toEqual([])
  })
})
