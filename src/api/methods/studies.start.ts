import { randomInt } from 'node:crypto'
import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { dayText, Id, Study, StudyBalance } from '../../model/index.ts'
import { drawStudy } from '../../reports/study/draw.ts'
import { heldRow, studyOf } from '../../reports/study/study-of.ts'
import * as attributeGroups from '../../store/attribute-groups.ts'
import type { Db } from '../../store/db.ts'
import { besideEdits } from '../../store/edit-lock.ts'
import type { Change } from '../../store/journal.ts'
import * as studies from '../../store/studies.ts'
import * as studiesMembers from '../../store/studies-members.ts'
import type { Context } from '../method.ts'
import { method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'

/** Seeds below this are drawn when none is given: short enough to be read out. */
const SEEDS = 1_000_000

/** The source that alone may set the attribute of a study. */
const OWNER = 'facet'

export const studiesStart = method({
  name: 'studies.start',
  verb: 'POST',
  scope: 'reports:write',
  summary: 'Fixes who is in a study and draws their teams by lot. It cannot be taken back.',
  description:
    'Teams are drawn within strata of division and level mix. The seed draws the same arms again: try with dry_run, and start with the seed that it tells. The arms become the attribute "Study: NAME", hidden from reports until the study is closed after its end.',
  args: z.object({
    id: Id.describe('The study.'),
    seed: z.coerce
      .number()
      .int()
      .min(0)
      .max(Number.MAX_SAFE_INTEGER)
      .optional()
      .describe('By which teams are drawn; drawn itself when absent.'),
    dry_run: z.boolean().default(false).describe('Only tell what it would do.'),
  }),
  result: z.object({
    dry_run: z.boolean(),
    seed: z.number().int(),
    study: Study,
    balance: StudyBalance,
  }),
  async run({ id, dry_run, seed = randomInt(SEEDS) }, context) {
    const deed = { action: 'studies.start', object: `study:${id}`, details: { seed } }
    const answer = await changeOrRehearse(context, dry_run, deed, async (tx, by) => {
      const balance = await begin(tx, by, { id, seed }, context)
      return { study: await studyOf(tx, id, by.today), balance }
    })
    return { dry_run, seed, ...answer }
  },
})

async function begin(
  tx: Db,
  by: Change,
  { id, seed }: { id: number; seed: number },
  { actor, now }: Context,
): Promise<StudyBalance> {
  await besideEdits(tx)
  const study = await heldRow(tx, id)
  if (study.started_at !== null)
    throw new AppError(
      'conflict',
      `${study.name} started on ${dayText(study.frozen_on ?? study.from)}; teams are drawn once.`,
    )
  const asking = { privileged: actor.privileged, actor: actor.id, now }
  const { members, teams, balance, planned_se } = await drawStudy(tx, study, seed, asking)
  const drawn = teams.map(({ team, stratum, arm }) => ({ team_id: team, stratum, arm }))
  await studiesMembers.freeze(tx, id, drawn, members)
  const attribute = await attributeOf(tx, by, study.name)
  await studiesMembers.stateArms(tx, { ...by, source: OWNER }, study, attribute)
  await studies.start(tx, by, id, { at: now, seed, planned_se, attribute_id: attribute.id })
  return balance
}

/** Hidden, since a report by the arms would tell the result before it is time. */
async function attributeOf(tx: Db, by: Change, study: string): Promise<{ id: number }> {
  const name = `Study: ${study}`
  const made = await attributeGroups.create(tx, by, {
    ...{ name, kind: 'option', multiple: false, hidden: true, privileged: false, sensitive: false },
    owner_source: OWNER,
  })
  if (made) return made
  throw new AppError(
    'conflict',
    `There is an attribute "${name}" already; give the study another name.`,
  )
}
