import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Study, StudyDesign } from '../../model/index.ts'
import { studyOf } from '../../reports/study/study-of.ts'
import * as studies from '../../store/studies.ts'
import { method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { knownDesign } from '../studies-design.ts'

const { guardrails, arms, effect, always_valid } = StudyDesign.shape

export const studiesCreate = method({
  name: 'studies.create',
  verb: 'POST',
  scope: 'reports:write',
  summary: 'Writes down a study before it starts: what is expected, of whom, by which metric.',
  description:
    'Nothing is drawn yet, and all of it can be changed until studies.start. studies.plan tells beforehand what such a study could find.',
  args: StudyDesign.extend({
    guardrails: guardrails.default([]),
    arms: arms.default(['treatment', 'control']),
    effect: effect.default(10),
    always_valid: always_valid.default(false),
    dry_run: z.boolean().default(false).describe('Only tell what it would do.'),
  }),
  result: z.object({ dry_run: z.boolean(), study: Study }),
  async run({ dry_run, ...args }, context) {
    const design = await knownDesign(context.db, args, context.actor)
    const deed = { action: 'studies.create', details: { ...design } }
    const study = await changeOrRehearse(context, dry_run, deed, async (tx, by) => {
      const id = await studies.create(tx, by, design)
      if (id !== undefined) return studyOf(tx, id, by.today)
      throw new AppError('conflict', `name: there is a study "${design.name}" already.`)
    })
    return { dry_run, study }
  },
})
