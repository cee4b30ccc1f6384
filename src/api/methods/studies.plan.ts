import { StudyDesign, StudyPower } from '../../model/index.ts'
import { studyPlan } from '../../reports/study/plan.ts'
import { method } from '../method.ts'

const { effect } = StudyDesign.shape

export const studiesPlan = method({
  name: 'studies.plan',
  verb: 'GET',
  scope: 'reports:read',
  summary: 'Tells what a study could find, by the past of the people it would be about.',
  description:
    'How many teams each arm needs for the wished effect, and the smallest effect that the teams there are find four times in five by the last day; both as drawn, and with each person held against their own past. Nothing is kept.',
  args: StudyDesign.pick({
    metric: true,
    team: true,
    filter: true,
    from: true,
    to: true,
  }).extend({ effect: effect.default(10) }),
  result: StudyPower,
  async run(args, { db, actor, now }) {
    return studyPlan(db, args, { privileged: actor.privileged, actor: actor.id, now })
  },
})
