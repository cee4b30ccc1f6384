import * as z from 'zod'
import { SurveyItem, SurveyWave } from '../../model/index.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import { FEWEST_ANSWERS } from '../../reports/cohort/survey-metrics.ts'
import { toldWave } from '../../reports/survey.ts'
import type { Db } from '../../store/db.ts'
import * as settings from '../../store/settings.ts'
import * as results from '../../store/survey-results.ts'
import * as waves from '../../store/survey-waves.ts'
import { itemsOf } from '../../surveys/items.ts'
import { method } from '../method.ts'

const ListedItem = SurveyItem.extend({
  last_run: SurveyWave.nullable().describe(
    'The last run in which it was answered; null: none that enough people answered.',
  ),
  kept_runs: z
    .number()
    .int()
    .describe(
      'Runs in which it was answered and whose key is kept, so that groups can be compared.',
    ),
})

export const surveysItemsList = method({
  name: 'surveys.items.list',
  verb: 'GET',
  scope: 'snapshots:read',
  summary:
    'Lists the items of surveys, each with its last run: those defined here, then those that are known by themselves.',
  args: z.object({}),
  result: z.object({ items: z.array(ListedItem) }),
  async run(_, { db }) {
    const runs = await toldRuns(db)
    const answered = await waves.answered(db)
    const items = (await itemsOf(db)).map((item) => {
      const own = runs.filter(({ id }) =>
        answered.some(({ wave_id, item_id }) => wave_id === id && item_id === item.id),
      )
      return {
        ...item,
        last_run: own[0] ? toldWave(own[0]) : null,
        kept_runs: own.filter(({ keyed }) => keyed).length,
      }
    })
    return { items }
  },
})

/** The runs that so many people answered that it may be told, the newest first. */
async function toldRuns(db: Db): Promise<waves.WaveRow[]> {
  const { minimum_group } = await settings.read(db)
  const told = new Set(
    (await results.respondents(db)).flatMap(({ wave_id, people }) =>
      shownSize(people, Math.max(FEWEST_ANSWERS, minimum_group)) === null ? [] : wave_id,
    ),
  )
  return (await waves.list(db)).filter(({ id }) => told.has(id))
}
