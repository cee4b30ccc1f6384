import * as z from 'zod'
import * as coverage from '../../store/coverage.ts'
import * as sourceStates from '../../store/source-states.ts'
import * as weeks from '../../store/weeks.ts'
import { knownSource } from '../known-source.ts'
import { method } from '../method.ts'
import { Source, SourceId } from '../shapes/source.ts'
import { tellSources } from '../tell-source.ts'

export const sourcesInfo = method({
  name: 'sources.info',
  verb: 'GET',
  scope: 'sources:read',
  summary: 'Tells how a source stands: its last run, its next, what it covers, what was left out.',
  args: SourceId,
  result: z.object({
    source: Source,
    cursor: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('From where the next run goes on, in the words of its kind; null: the beginning.'),
    covers: z
      .array(z.object({ subject: z.string(), from_day: z.iso.date(), to_day: z.iso.date() }))
      .describe('Of which days it has spoken completely; half-open.'),
    left: z
      .array(z.object({ code: z.string(), things: z.number().int(), example: z.string() }))
      .describe('What it told and could not be used, by reason; sources.left lists all.'),
    hook: z
      .boolean()
      .describe('Whether the source may tell of itself at an address that sources.hook has made.'),
    weeks_waiting: z.number().int().describe('Weeks of people that are yet to be counted anew.'),
  }),
  async run({ id }, { db, now }) {
    const row = await knownSource(db, id)
    const [source] = await tellSources(db, [row], now)
    if (!source) throw new Error('A source that is there is not told.')
    return {
      source,
      cursor: row.cursor,
      covers: (await coverage.days(db)).filter((it) => it.source === row.key),
      left: await sourceStates.leftCounts(db, [id]),
      hook: await sourceStates.hasHook(db, id),
      weeks_waiting: await weeks.dirty(db),
    }
  },
})
