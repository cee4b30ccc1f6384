import { sql } from 'kysely'
import { CorrelationSpec } from '../src/model/index.ts'
import { REPORTS } from '../src/reports/registry.ts'
import { type Database, type Db, run } from '../src/store/db.ts'
import { type GivenPerson, inOrganisation, people } from './organisation.ts'
import { SECRET_KEY } from './source.ts'
import { type GivenWave, givenWave } from './surveys.ts'

const asking = {
  privileged: false,
  now: new Date('2026-11-22T12:00:00Z'),
  secretKey: () => SECRET_KEY,
}

/** An organisation of which a correlation is asked. */
export interface Given {
  people: GivenPerson[]
  weeks?: number
  minimum_group?: number
  waves?: GivenWave[]
  parents?: Record<string, string>
  also?: (tx: Db) => Promise<void>
}

/** Asks for a correlation in an organisation that is gone afterwards. */
export function askCorrelation(
  database: Database,
  { people, weeks = 24, minimum_group = 5, waves = [], parents, also }: Given,
  spec: object = {},
) {
  const given = { people, weeks, minimum_group, tool: 'Coder', ...(parents && { parents }) }
  return inOrganisation(database, given, async (tx) => {
    // every known day is one of a pull request of one's own, on as many of which the tool was used as on days at all
    await run(tx, sql`update user_tool_weeks set own_days = 5, own_shared_days = active_days`)
    for (const wave of waves) await givenWave(tx, wave)
    await also?.(tx)
    return REPORTS.correlation.run(tx, CorrelationSpec.parse(spec), asking)
  })
}

/** So many people in teams of five, each with days of use by period of four weeks, and what they merge of that. */
export function using(
  count: number,
  days: (i: number, period: number) => number,
  merges: (days: number, i: number, period: number) => number,
): GivenPerson[] {
  return people(count, (i) => ({
    team: `T${Math.floor(i / 5)}`,
    values: { Role: 'backend', Level: `L${3 + (i % 2)}` },
    week: (n) => {
      const period = Math.floor(n / 4)
      const tool_days = days(i, period)
      return { tool_days, prs_merged: merges(tool_days, i, period) }
    },
  }))
}

/** Days of use that change from period to period, in everybody in another way. */
export const turning = (i: number, period: number) => 1 + ((i * 7 + period * (1 + (i % 3))) % 5)
