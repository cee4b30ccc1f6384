import {
  type CohortReport,
  CohortSpec,
  dayAfter,
  PERCEPTION,
  type ToolSpec,
  usageName,
  weekOf,
} from '../../model/index.ts'
import * as attributes from '../../store/attributes.ts'
import type { Db } from '../../store/db.ts'
import * as items from '../../store/survey-items.ts'
import * as waves from '../../store/survey-waves.ts'
import { type Attribute, attributeOf, sameText } from '../attribute.ts'
import { cohortReport } from '../cohort.ts'
import type { Asking } from '../report.ts'

/** Most items of a survey that one page shows. */
const MOST_ITEMS = 6

/** Those that tell most of a tool come first. */
const FIRST = ['ease_dev_environment', 'env_toil', 'deep_work', 'ease_local_iteration']

/** The classes of use in which answers are told; monthly and none are few by themselves. */
const CLASSES = [
  { name: 'daily', values: ['daily'] },
  { name: 'weekly', values: ['weekly'] },
  { name: 'seldom', values: ['monthly', 'none'] },
  { name: 'no account', values: ['no account'] },
]

/** What people answered to the last survey, or why that is not told. */
export type Said = { said: CohortReport; missing: null } | { said: null; missing: string }

/** The answers to the last survey by how often people used the tool in the 28 days before it was opened. */
export async function saidOf(db: Db, spec: ToolSpec, asking: Asking): Promise<Said> {
  const wave = await lastWave(db)
  if (wave === undefined) return { said: null, missing: NO_SURVEY }
  if (asking.secretKey === undefined) return { said: null, missing: NO_KEY }
  const metrics = await itemsIn(db, wave.id)
  if (metrics.length === 0) return { said: null, missing: NO_SURVEY }
  const from = weekOf(wave.opened)
  const asked = {
    ...(await classesOf(db, spec.attribute, asking)),
    metrics,
    from,
    to: dayAfter(from, 7),
    team: spec.team,
    filter: spec.filter,
  }
  return { said: await cohortReport(db, CohortSpec.parse(asked), asking), missing: null }
}

const NO_SURVEY =
  'No survey has been imported whose answers may be compared. Import one with facet import, and ask those who use it little or not at all what they miss.'

const NO_KEY =
  'The answers to surveys are opened by the server alone: ask it, and not the database.'

async function lastWave(db: Db): Promise<waves.WaveRow | undefined> {
  const answered = await waves.answered(db)
  return (await waves.list(db)).find(
    ({ id, keyed }) => keyed && answered.some(({ wave_id }) => wave_id === id),
  )
}

async function itemsIn(db: Db, wave_id: number): Promise<string[]> {
  const answered = (await waves.answered(db)).filter((it) => it.wave_id === wave_id)
  const order = (key: string) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length)
  return (await items.list(db))
    .filter(({ id, key }) => key !== PERCEPTION && answered.some(({ item_id }) => item_id === id))
    .map(({ key }) => key)
    .toSorted((a, b) => order(a) - order(b))
    .slice(0, MOST_ITEMS)
}

/** The cohorts: classes of use where these are known, else who has an account. */
async function classesOf(db: Db, name: string, asking: Asking) {
  const all = await attributes.list(db)
  const known = all.some((it) => sameText(it.name, usageName(name)) && !it.hidden && !it.sensitive)
  if (!known) return { attribute: name }
  const usage = await attributeOf(db, usageName(name), asking)
  return { attribute: usage.name, cohorts: CLASSES.flatMap((it) => cohortOf(it, usage)) }
}

function cohortOf({ name, values }: (typeof CLASSES)[number], usage: Attribute): string[] {
  const there = values.filter((value) => usage.values.includes(value))
  return there.length === 0 ? [] : [`${name}=${there.join('|')}`]
}
