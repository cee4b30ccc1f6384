import { sql } from 'kysely'
import { beforeEach } from 'vitest'
import { teamRollup } from '../src/metrics/team-rollup.ts'
import type { Fact } from '../src/model/index.ts'
import { many, run } from '../src/store/db.ts'
import { type Held, testDatabase } from './database.ts'
import { importFacts } from './facts.ts'

/** A Monday, and the weeks of which deployments are known unless said otherwise. */
export const FROM = '2026-01-05'
export const TO = '2026-03-02'

/** One deployment: of the service shop to production at GitHub, of a commit of its own, unless said otherwise. */
export interface Given {
  id: string
  at: string
  commit?: string | null
  service?: string
  status?: string
  production?: boolean
  source?: string
}

/** A week of a team as the tests read it. */
export interface Week {
  team: string
  week: string
  service_days: number
  deployments: number
  judged: number
  failed: number
  recoveries: number
  hours: number | null
  traced: number
  fixing: number
}

/** An empty database with the teams Core and Web for each test of a file, and what happens to their services. */
export function teamWorld() {
  const held: Held = testDatabase()

  beforeEach(async () => {
    const { db } = held.database
    await run(
      db,
      sql`
      truncate deployments, incidents, service_owners, service_names, services, teams, team_weeks, dirty_team_weeks,
        coverage, settings, import_changes, import_rows, imports cascade
    `,
    )
    await importFacts(held.database, {
      kind: 'teams',
      facts: ['Core', 'Web'].map((name) => ({ name })),
    })
  })

  function deploy(given: Given[]) {
    const rows = given.map((it) => ({
      source: 'github',
      external_id: it.id,
      service: 'shop',
      environment: 'production',
      production: true,
      status: 'success',
      ...it,
      commit: it.commit === undefined ? it.id : it.commit,
      created_in: 1,
      changed_in: 1,
    }))
    return run(
      held.database.db,
      sql`
      insert into deployments
      select * from jsonb_populate_recordset(null::deployments, ${JSON.stringify(rows)}::jsonb)
      on conflict (source, external_id) do update set at = excluded.at, commit = excluded.commit, status = excluded.status
    `,
    )
  }

  function cover(subject: string, { source = 'github', from = FROM, to = TO } = {}) {
    return run(
      held.database.db,
      sql`
      insert into coverage (source, subject, from_day, to_day, created_in, changed_in)
      values (${source}, ${subject}, ${from}::date, ${to}::date, 1, 1)
    `,
    )
  }

  const services = (facts: Fact<'services'>[]) =>
    importFacts(held.database, { kind: 'services', facts })

  const incidents = (facts: Fact<'incidents'>[], from = FROM, to = TO) =>
    importFacts(held.database, { kind: 'incidents', facts, options: { from, to } })

  async function counted(): Promise<Week[]> {
    await teamRollup(held.database)
    return many(
      held.database.db,
      sql<Week>`
      select t.name as team, w.week, w.service_days, w.deployments, w.deployments_judged as judged,
        w.deployments_failed as failed, w.recoveries,
        case when w.recoveries > 0 then round(exp(w.recovery_ln / 1e9 / w.recoveries)::numeric, 3)::float8 end as hours,
        w.deployments_traced as traced, w.deployments_fixing as fixing
      from team_weeks w
      join teams t on t.id = w.team_id
      order by t.name, w.week
    `,
    )
  }

  const weekOf = async (week: string, team = 'Core') =>
    (await counted()).find((it) => it.team === team && it.week === week)

  return { held, deploy, cover, services, incidents, counted, weekOf }
}
