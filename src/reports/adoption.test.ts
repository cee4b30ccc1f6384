import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../test/organisation.ts'
import { AdoptionSpec } from '../model/index.ts'
import { REPORTS } from './registry.ts'

const held = testDatabase()
const asking = { privileged: false, now: new Date('2026-03-30T12:00:00Z') }

function ask(all: GivenPerson[], spec: object = {}, { minimum_group = 5 } = {}) {
  return inOrganisation(held.database, { people: all, tool: 'Coder', minimum_group }, (tx) =>
    REPORTS.adoption.run(tx, AdoptionSpec.parse(spec), asking),
  )
}

const week = () => ({ prs_merged: 1 })
/** Somebody of a level, and of a role. */
const of = (level: string, Role = 'Backend') => ({
  week,
  values: { 'Coder usage': level, Role },
})

describe('an adoption report', () => {
  test('says who uses the tool in a normal week, as by hand', async () => {
    const all = [
      ...people(30, () => of('daily')),
      ...people(10, () => of('weekly')),
      ...people(20, () => of('none')),
      ...people(40, () => of('no account')),
      ...people(10, () => of('unknown')),
    ]
    const { sentence, use, unknown } = await ask(all)
    expect(use).toMatchObject({
      people: 100,
      using: { people: 40, estimate: 0.4, interval: { low: 0.31, high: 0.5 } },
      daily: { people: 30, estimate: 0.3 },
      low: { people: 20, estimate: 0.2 },
    })
    expect(unknown).toBe(10)
    expect(sentence).toMatch(/^40 of 100 eligible developers use Coder in a normal week \(40%\)\./)
  })
})
