import * as z from 'zod'
import { Id, SurveyWave } from '../../model/index.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import { FEWEST_ANSWERS } from '../../reports/cohort/survey-metrics.ts'
import { toldWave } from '../../reports/survey.ts'
import * as settings from '../../store/settings.ts'
import * as results from '../../store/survey-results.ts'
import * as waves from '../../store/survey-waves.ts'
import { method } from '../method.ts'

const Survey = z
  .object({ id: Id })
  .extend(SurveyWave.shape)
  .extend({
    people: z
      .number()
      .int()
      .nullable()
      .describe('Who answered anything; to 5 below 100; null: fewer than the minimum group.'),
    items: z.number().int().describe('Items that were answered.'),
  })

export const surveysList = method({
  name: 'surveys.list',
  verb: 'GET',
  scope: 'snapshots:read',
  summary: 'Lists the runs of surveys, the newest first.',
  args: z.object({}),
  result: z.object({ surveys: z.array(Survey) }),
  async run(_, { db }) {
    const { minimum_group } = await settings.read(db)
    const answered = await results.respondents(db)
    const surveys = (await waves.list(db)).map((wave) => {
      const { people = 0, items = 0 } = answered.find(({ wave_id }) => wave_id === wave.id) ?? {}
      const shown = shownSize(people, Math.max(FEWEST_ANSWERS, minimum_group))
      return { id: wave.id, ...toldWave(wave), people: shown, items: shown === null ? 0 : items }
    })
    return { surveys }
  },
})
