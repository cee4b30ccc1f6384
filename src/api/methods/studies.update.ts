import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Study, StudyChange, StudyDesign } from '../../model/index.ts'
import { heldRow, stateOf, studyOf } from '../../reports/study/study-of.ts'
import type { Db } from '../../store/db.ts'
import type { Change } from '../../store/journal.ts'
import * as studies from '../../store/studies.ts'
import { type Context, method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { knownDesign } from '../studies-design.ts'
import { studyDeed, unexplained } from '../study-deed.ts'

const { team, filter } = StudyDesign.shape

/** A design as it was kept, by whatever rule for its purpose was there then. */
const Design = StudyDesign.extend({ purpose: z.string() })

const Args = StudyDesign.extend({
  team: team.unwrap().describe(team.description ?? ''),
  filter: filter.unwrap().describe(filter.description ?? ''),
})
  .partial()
  .extend(studyDeed('Why it is changed; needed after the start, and shown in the result.').shape)

/** A field of a design with its values before and after, as text. */
const Changed = StudyChange.pick({ field: true, before: true, after: true })
type Changed = z.output<typeof Changed>

/** What the draw rests on, or what would open a result that was to stay closed. */
const FIXED: readonly string[] = ['team', 'filter', 'arms', 'always_valid', 'from', 'name']

export const studiesUpdate = method({
  name: 'studies.update',
  verb: 'POST',
  scope: 'reports:write',
  summary: 'Changes the design of a study. After the start each change is marked, with its reason.',
  description:
    'What is not given stays. After the start people, arms, first day, name and the always-valid look stay as they were drawn; what else is changed stands in the result with day, person and reason. After the last day nothing changes.',
  args: Args,
  result: z.object({
    dry_run: z.boolean(),
    study: Study,
    changed: z.array(Changed).describe('What is another than before.'),
  }),
  async run({ dry_run, ...args }, context) {
    const { id, ...details } = args
    const deed = { action: 'studies.update', object: `study:${id}`, details }
    const answer = await changeOrRehearse(context, dry_run, deed, (tx, by) =>
      update(tx, by, args, context),
    )
    return { dry_run, ...answer }
  },
})

async function update(
  tx: Db,
  by: Change,
  { id, reason, ...given }: Omit<z.output<typeof Args>, 'dry_run'>,
  { actor, now }: Context,
): Promise<{ study: Study; changed: Changed[] }> {
  const row = await heldRow(tx, id)
  const before = Design.parse(row)
  const after = await knownDesign(tx, { ...before, ...defined(given) }, actor)
  const changed = changesOf(before, after)
  if (row.started_at !== null) {
    refuseLate(row, changed, after, by.today)
    const marked = { at: now.toISOString(), actor: actor.id, reason: reasonOf(changed, reason) }
    const changes = changed.map((it) => ({ ...it, ...marked }))
    await studies.addChanges(tx, id, changes)
  }
  if (await studies.nameTaken(tx, after.name, id))
    throw new AppError('conflict', `name: there is a study "${after.name}" already.`)
  await studies.update(tx, by, id, after)
  return { study: await studyOf(tx, id, by.today), changed }
}

function defined<T extends object>(given: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Partial<T>
}

function changesOf(before: StudyDesign, after: StudyDesign): Changed[] {
  const text = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value))
  return (Object.keys(after) as (keyof StudyDesign)[]).flatMap((field) => {
    const [old, now] = [text(before[field]), text(after[field])]
    return old === now ? [] : [{ field, before: old, after: now }]
  })
}

/** What was drawn stays, and so does a design whose result may be known. */
function refuseLate(
  row: studies.StudyRow,
  changes: readonly Changed[],
  { to }: StudyDesign,
  today: string,
): void {
  const state = stateOf(row, today)
  if (state !== 'started')
    throw new AppError(
      'conflict',
      `${row.name} has ${state === 'closed' ? 'been closed' : 'ended'}, so its design stays.`,
    )
  const fixed = changes.find(({ field }) => FIXED.includes(field))
  if (fixed)
    throw new AppError(
      'conflict',
      `${fixed.field}: it was fixed when the study started. Close it and make another one.`,
    )
  if (to <= today)
    throw new AppError(
      'conflict',
      `to: choose a day after today, ${today}; results stay locked until one that was said before.`,
    )
}

/** Why a study is changed that has started. Throws `invalid_arguments` when nobody says why. */
function reasonOf(changed: readonly Changed[], reason: string | undefined): string {
  if (reason !== undefined || changed.length === 0) return reason ?? ''
  throw unexplained('Say why: the study has started, and the reason stands in its result.')
}
