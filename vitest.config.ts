import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { tally } from './test/tally.ts'

const onDatabase = [
  ...['store', 'metrics', 'surveys', 'reports', 'jobs', 'api', 'cli'].map(
    (room) => `src/${room}/**/*.test.ts`,
  ),
  'test/privacy/**/*.test.ts',
]
/**
 * What takes minutes on the embedded database and seconds on a server. The same SQL is asked of the embedded one by the tests
 * beside these (of the store, the numbers, the reports, the jobs), by the commands, and by the browser, whose server uses it.
 */
const onServerAlone = [
  'src/metrics/working-hours.test.ts',
  'src/jobs/{recount,retention,usage-levels}.test.ts',
  'src/metrics/schedule.test.ts',
  'src/jobs/custom-weeks.test.ts',
  'src/jobs/team-weeks.invariants.test.ts',
  'src/jobs/import/{pipeline-runs,undo}.test.ts',
  'src/jobs/push/**/*.test.ts',
  'src/jobs/sync/{dx-removals,kill-sources}.test.ts',
  'src/api/group-roles.test.ts',
  'src/api/scim/**/*.test.ts',
  'src/api/methods/!(users.list|users.info|users.update|imports.*|reports.cohort|reports.impact).test.ts',
  'src/cli/{sources,follow-facts}.test.ts',
  'src/reports/ordinary-questions.test.ts',
  'src/cli/commands/{care,report-file}.test.ts',
  'src/reports/adoption/draw-weeks.test.ts',
  'src/reports/gate/{gate,lengths,round}.test.ts',
  'test/privacy/{comings-and-goings,purpose}.test.ts',
  'src/reports/cohort/against.test.ts',
  'src/reports/cohort/{event-quantiles,survey-times}.test.ts',
  'src/reports/summed-rows.test.ts',
  'src/reports/use-of.test.ts',
]
/** The commands open the embedded database unless they are told otherwise; a server is told to them by a few tests elsewhere. */
const onEmbeddedAlone = ['src/cli/main.test.ts']
const onPostgres = ['test/postgres.test.ts']
const inBrowser = ['test/browser.test.ts', 'test/e2e/**/*.test.ts']

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    reporters: ['default', tally()],
    maxWorkers: Math.min(availableParallelism(), 8),
    // Modules hold no state, so files may share them: forty small files take 0.4 s instead of 5.5 s.
    isolate: false,
    setupFiles: ['test/random.ts'],
    testTimeout: 30_000,
    // a database is opened in a hook, and a busy machine takes its time
    hookTimeout: 120_000,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,web,test,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ...onDatabase, ...onPostgres, ...inBrowser],
        },
      },
      {
        test: {
          name: 'pglite',
          include: onDatabase,
          exclude: ['**/node_modules/**', ...onServerAlone],
          provide: { database: 'pglite' },
        },
      },
      {
        test: {
          name: 'postgres',
          include: [...onDatabase, ...onPostgres],
          exclude: ['**/node_modules/**', ...onEmbeddedAlone],
          provide: { database: 'postgres' },
          globalSetup: 'test/postgres.ts',
        },
      },
      { test: { name: 'browser', include: inBrowser, globalSetup: 'test/e2e/build.ts' } },
    ],
  },
})
