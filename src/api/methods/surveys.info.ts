import * as z from 'zod'
import { Id, SurveyReport } from '../../model/index.ts'
import { surveyReport } from '../../reports/survey.ts'
import { method } from '../method.ts'

export const surveysInfo = method({
  name: 'surveys.info',
  verb: 'GET',
  scope: 'snapshots:read',
  summary: 'Tells what everybody answered in one run of a survey, item by item.',
  description:
    'Each score has its 95 % interval. Nothing is shown of fewer people than the minimum group, and of fewer than 5 in any case. reports.cohort compares groups of people by the same items.',
  args: z.object({ id: Id.describe('The run of the survey, of surveys.list.') }),
  result: SurveyReport,
  run({ id }, { db, actor, now, sources }) {
    const { privileged } = actor
    return surveyReport(db, id, { privileged, actor: actor.id, now, secretKey: sources?.secretKey })
  },
})
