import * as z from 'zod'
import { Id, Warning } from '../../model/index.ts'
import { snapshotReport } from '../../reports/snapshot.ts'
import { method } from '../method.ts'

const TeamScore = z
  .object({
    snapshot_team: z.object({
      id: Id,
      name: z.string(),
      team_id: Id.describe('The same as its id: there is one team for all runs.'),
      parent: z.boolean().describe('There are teams below it.'),
      parent_id: Id.nullable(),
      ancestors: z.array(Id).describe('The root of all teams, LTE, the team itself, and up.'),
    }),
    item_id: Id,
    item_type: z
      .enum(['factor', 'csat', 'kpi'])
      .describe('factor: scored by favourable answers; kpi: by the values of its options.'),
    item_name: z.string(),
    response_count: z
      .number()
      .int()
      .describe('Who answered it, in the team and below; to 5 below 100.'),
    score: z
      .number()
      .describe('Favourable answers in whole per cent, or the mean of the values to two digits.'),
    contributor_count: z
      .number()
      .int()
      .describe('Who was in the team or below on the first day; to 5 below 100.'),
    vs_prev: z.number().nullable().describe('The score less that of the run before.'),
    vs_org: z.number().nullable().describe('The score less that of everybody.'),
    vs_50th: z.null().describe('Always null, as the two below: Facet knows no other companies.'),
    vs_75th: z.null(),
    vs_90th: z.null(),
  })
  .meta({ id: 'SnapshotTeamScore' })

const Items = z.array(z.object({ id: Id, name: z.string() }))

export const snapshotsInfo = method({
  name: 'snapshots.info',
  aliases: ['snapshots.get'],
  verb: 'GET',
  scope: 'snapshots:read',
  summary: 'Tells the scores of the teams in one run of a survey.',
  description:
    'A team counts with those below it. Left out are teams of which fewer people than the minimum group answered an item, and those that would follow from others by subtraction. A run has scores of teams once it is closed, and as long as its key is kept.',
  args: z.object({ snapshot_id: Id.describe('The snapshot, of snapshots.list.') }),
  argumentAliases: { id: 'snapshot_id' },
  result: z.object({
    snapshot: z.object({
      team_scores: z.array(TeamScore),
      snapshot_items: z.object({ factors: Items, csat: Items, kpis: Items }),
    }),
    warnings: z.array(Warning),
  }),
  async run({ snapshot_id }, { db, actor, now, sources }) {
    const viewer = { privileged: actor.privileged, actor: actor.id, now }
    const asking = { ...viewer, secretKey: sources?.secretKey }
    const { team_scores, snapshot_items, warnings } = await snapshotReport(db, snapshot_id, asking)
    return { snapshot: { team_scores, snapshot_items }, warnings }
  },
})
