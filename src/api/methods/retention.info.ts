import * as z from 'zod'
import { outlook } from '../../store/retention-outlook.ts'
import { method } from '../method.ts'
import { RowCount } from '../shapes/merge.ts'
import { today } from '../today.ts'

export const retentionInfo = method({
  name: 'retention.info',
  verb: 'GET',
  scope: 'admin',
  summary: 'Tells how long facts about people are kept, and what goes next.',
  description:
    'Each day facts that are older than `retention_months` go, in whole weeks; weekly sums stay, and weeks before are closed. Where nobody has set it nothing goes in the first 30 days. This counts what the next run would take away, and takes nothing.',
  args: z.object({}),
  result: z.object({
    months: z.number().int().nullable().describe('null: facts are kept for ever.'),
    decided: z.boolean().describe('Whether somebody has set it.'),
    kept_from: z.iso
      .date()
      .nullable()
      .describe('Weeks before are closed: nothing counts them anew. null: none is.'),
    next_on: z.iso
      .date()
      .nullable()
      .describe('The day from which on something is taken away; null: nothing ever is.'),
    next_from: z.iso.date().nullable().describe('The first day of which facts are kept then.'),
    removes: z
      .array(
        RowCount.extend({
          uncounted: z
            .number()
            .int()
            .describe('Those that came when their weeks were closed: they count in no week.'),
        }),
      )
      .describe('Facts that go then, by table.'),
    weeks_waiting: z
      .number()
      .int()
      .describe('Weeks of people that are counted before any is closed.'),
  }),
  async run(_args, { db, now }) {
    return outlook(db, await today(db, now))
  },
})
