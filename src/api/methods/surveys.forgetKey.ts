import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id, SurveyWave } from '../../model/index.ts'
import { toldWave } from '../../reports/survey.ts'
import * as waves from '../../store/survey-waves.ts'
import { change } from '../change.ts'
import { method } from '../method.ts'

export const surveysForgetKey = method({
  name: 'surveys.forgetKey',
  verb: 'POST',
  scope: 'snapshots:admin',
  summary: 'Makes the answers of one run of a survey anonymous for good, by destroying its key.',
  description:
    'It cannot be taken back. From then on groups of people can no longer be compared in it, nobody’s answers can be corrected or erased, and its imports cannot be taken back. Scores of everybody stay.',
  args: z.object({
    id: Id.describe('The run of the survey, of surveys.list.'),
    dry_run: z.boolean().default(false).describe('Only tell what it would come to.'),
  }),
  result: z.object({ dry_run: z.boolean(), survey: SurveyWave }),
  async run({ id, dry_run }, context) {
    const wave = await waves.info(context.db, id)
    if (!wave) throw new AppError('not_found', 'There is no such survey.')
    if (!wave.keyed) throw new AppError('conflict', `The key of ${wave.name} is destroyed already.`)
    const survey = toldWave({ ...wave, keyed: false })
    if (dry_run) return { dry_run, survey }
    const deed = { action: 'surveys.forgetKey', object: `survey:${id}` }
    await change(context, deed, (tx) => waves.destroyKeys(tx, [id]))
    return { dry_run, survey }
  },
})
