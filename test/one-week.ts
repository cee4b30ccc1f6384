import { sql } from 'kysely'
import { rollup } from '../src/metrics/rollup.ts'
import { dayAfter, type PersonFact, type PullRequestFact } from '../src/model/index.ts'
import { many, run } from '../src/store/db.ts'
import type { Held } from './database.ts'
import { importFacts } from './facts.ts'

/** A Monday whose week has no public holiday in Europe, America and India. */
export const MONDAY = '2026-02-09'
/** The one person there is. */
export const ADA = 'ada@example.com'

/** What a test says of a week of one person, and what the week then holds. */
export function oneWeek(held: Held) {
  return {
    /** Takes everything away. */
    empty: () =>
      run(
        held.database.db,
        sql`
          truncate users, user_weeks, user_tool_weeks, user_keys, user_attributes, user_documents, accounts, attributes, attribute_options, repos, coverage,
            imports, settings, dirty_weeks, user_weeks, user_tool_weeks, deployments, pipeline_runs, workspace_starts cascade
        `,
      ),
    person: (more: Partial<PersonFact> = {}) =>
      importFacts(held.database, {
        kind: 'people',
        facts: [{ email: ADA, github_username: 'ada', ...more }],
      }),
    /** Pull requests of which all is known for the week, or for the days given, with one that lies far before. */
    pulls: (
      facts: Partial<PullRequestFact>[] = [],
      { from = MONDAY, to = dayAfter(MONDAY, 7) } = {},
    ) =>
      importFacts(held.database, {
        kind: 'pull_requests',
        source: 'github',
        options: { from, to },
        facts: [
          { opened_at: '2025-12-01T12:00:00Z', closed_at: '2025-12-01T13:00:00Z' },
          ...facts,
        ].map((fact, n) => ({
          repo: 'o/a',
          number: n + 1,
          account: { username: 'ada' },
          opened_at: `${MONDAY}T12:00:00Z`,
          ...fact,
        })),
      }),
    away: (first_day: string, last_day = first_day) =>
      importFacts(held.database, {
        kind: 'absences',
        facts: [{ account: { email: ADA }, first_day, last_day }],
      }),
    /** That a source speaks of the week. */
    cover: (source: string, subject: string) =>
      run(
        held.database.db,
        sql`
          insert into coverage (source, subject, from_day, to_day, created_in, changed_in)
          values (${source}, ${subject}, ${MONDAY}::date, ${MONDAY}::date + 7, 1, 1)
        `,
      ),
    /** The row of a week of user_weeks, counted now. */
    week: async (day = MONDAY) => {
      await rollup(held.database)
      const [row] = await many(
        held.database.db,
        sql<
          Record<string, number | null>
        >`select w.* from user_weeks w where w.week = ${day}::date`,
      )
      return row
    },
  }
}
