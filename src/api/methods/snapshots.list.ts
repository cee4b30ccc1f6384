import * as z from 'zod'
import { dayAfter, Id } from '../../model/index.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import { FEWEST_ANSWERS } from '../../reports/cohort/survey-metrics.ts'
import * as settings from '../../store/settings.ts'
import * as results from '../../store/survey-results.ts'
import * as waves from '../../store/survey-waves.ts'
import { method } from '../method.ts'

/** There is one organisation here; clients ask for its id. */
const ACCOUNT = 1

const Snapshot = z.object({
  id: Id,
  account_id: Id,
  last_result_change_at: z.iso.datetime().nullable().describe('Last import of answers.'),
  scheduled_for: z.iso.date(),
  completed_at: z.iso.datetime().nullable().describe('null: it can still be answered.'),
  completed_count: z
    .number()
    .int()
    .nullable()
    .describe('Who answered; to 5 below 100; null: fewer than the minimum group.'),
  deleted_at: z.iso.datetime().nullable(),
  total_count: z
    .number()
    .int()
    .nullable()
    .describe('Who was employed on the first day; null: fewer than the minimum group.'),
})

export const snapshotsList = method({
  name: 'snapshots.list',
  verb: 'GET',
  scope: 'snapshots:read',
  summary: 'Lists the runs of surveys as snapshots, the newest first.',
  args: z.object({
    ordering: z
      .enum(['scheduled_for', '-scheduled_for', 'completed_at', '-completed_at'])
      .default('-scheduled_for')
      .describe('By which field; with a minus the last comes first.'),
  }),
  result: z.object({ snapshots: z.array(Snapshot) }),
  async run({ ordering }, { db, now }) {
    const least = Math.max(FEWEST_ANSWERS, (await settings.read(db)).minimum_group)
    const answered = await results.respondents(db)
    const changes = await waves.lastChanges(db)
    const snapshots: z.output<typeof Snapshot>[] = []
    for (const { id, opened, closed } of await waves.list(db)) {
      const people = answered.find(({ wave_id }) => wave_id === id)?.people ?? 0
      const completed = new Date(`${dayAfter(closed)}T00:00:00Z`)
      snapshots.push({
        id,
        account_id: ACCOUNT,
        last_result_change_at: changes.find(({ wave_id }) => wave_id === id)?.at ?? null,
        scheduled_for: opened,
        completed_at: completed <= now ? completed.toISOString() : null,
        completed_count: shownSize(people, least),
        deleted_at: null,
        total_count: shownSize(await results.headcount(db, opened), least),
      })
    }
    return { snapshots: ordered(snapshots, ordering) }
  },
})

function ordered(snapshots: z.output<typeof Snapshot>[], ordering: string) {
  const field = ordering.replace('-', '') as 'scheduled_for' | 'completed_at'
  const last = '9999'
  const ascending = snapshots.toSorted((a, b) =>
    (a[field] ?? last).localeCompare(b[field] ?? last, 'en'),
  )
  return ordering.startsWith('-') ? ascending.reverse() : ascending
}
