import * as z from 'zod'
import { AppError } from '../errors.ts'
import { dayIn, dayText, hasValues, Period, Warning } from '../model/index.ts'
import { shownPartSize, shownSize } from '../privacy/shown-size.ts'
import { significant } from '../privacy/significant.ts'
import { type Db, readOnly } from '../store/db.ts'
import * as settings from '../store/settings.ts'
import type { ItemRow } from '../store/survey-items.ts'
import * as waves from '../store/survey-waves.ts'
import type { TeamRow } from '../store/teams.ts'
import type { Viewer } from './attribute.ts'
import { FEWEST_ANSWERS } from './cohort/survey-metrics.ts'
import { passOf, throughGate } from './gate/gate.ts'
import { type Drawn, drawSnapshot } from './snapshot/draw.ts'
import {
  familiesOf,
  periodOf,
  type Question,
  questionOf,
  type Score,
  scoresOf,
} from './snapshot/scores.ts'

/** What stands above the teams at the top. */
const ROOT = -1

const id = z.number().int()

/** The score of one team for one item, beside others: each `vs_` is the score less theirs. */
const TeamScore = z.object({
  snapshot_team: z.object({
    id,
    name: z.string(),
    team_id: id,
    parent: z.boolean(),
    parent_id: id.nullable(),
    ancestors: z.array(id),
  }),
  item_id: id,
  item_type: z.enum(['factor', 'csat', 'kpi']),
  item_name: z.string(),
  response_count: z.number().int(),
  score: z.number(),
  contributor_count: z.number().int(),
  vs_prev: z.number().nullable(),
  vs_org: z.number().nullable(),
  vs_50th: z.null(),
  vs_75th: z.null(),
  vs_90th: z.null(),
})
type TeamScore = z.output<typeof TeamScore>

const Item = z.object({ id, name: z.string() })

/** The scores of the teams in one run of a survey, as DX tells those of a snapshot. */
const SnapshotReport = z.object({
  period: Period,
  warnings: z.array(Warning),
  team_scores: z.array(TeamScore),
  snapshot_items: z.object({
    factors: z.array(Item),
    csat: z.array(Item),
    kpis: z.array(Item),
  }),
})
export type SnapshotReport = z.output<typeof SnapshotReport>

/**
 * The scores of each team with those below it, item by item, beside everybody's and those of the run before. Teams are those of
 * the first day, in the tree of today. Throws `not_found`, and `conflict` before the run is closed or once its key is destroyed.
 */
export async function snapshotReport(
  db: Db,
  wave_id: number,
  viewer: Viewer,
): Promise<SnapshotReport> {
  const { runs, minimum, time_zone } = await readOnly(db, async (tx) => {
    const { minimum_group, time_zone } = await settings.read(tx)
    const runs: Drawn[] = []
    for (const wave of await runsOf(tx, wave_id, dayIn(time_zone, viewer.now ?? new Date())))
      runs.push(await drawSnapshot(tx, wave, viewer.secretKey))
    return { runs, minimum: Math.max(FEWEST_ANSWERS, minimum_group), time_zone }
  })
  const [run, last] = runs as [Drawn, Drawn | undefined]
  const questions = run.items.map((item) => questionOf(run, item, minimum))
  const before = run.items.map((item) => last && questionBefore(last, item, minimum))
  const families = [...questions, ...before].map((it) => (it ? familiesOf(it) : []))
  const asked = {
    ...passOf(
      { kind: 'snapshot', spec: { wave_id } },
      { period: periodOf(run), minimum, time_zone },
      viewer,
    ),
    families: families.flat(),
    shape: SnapshotReport,
  }
  return throughGate(db, asked, (shown) => {
    const passes = perQuestion(families, shown)
    const team_scores = questions.flatMap((question, place) => {
      const nth = questions.length + place
      const earlier = before[place] && scoresOf(before[place], passes[nth] ?? [])
      return told(question, scoresOf(question, passes[place] ?? []), { earlier, minimum })
    })
    return {
      period: periodOf(run),
      warnings: [],
      team_scores,
      snapshot_items: itemsOf(run.items),
    }
  })
}

/** The run, and the one before it whose key is kept. */
async function runsOf(tx: Db, wave_id: number, today: string): Promise<waves.WaveRow[]> {
  const all = await waves.list(tx)
  const wave = all.find(({ id }) => id === wave_id)
  if (!wave) throw new AppError('not_found', 'There is no such snapshot.')
  if (wave.closed >= today)
    throw new AppError(
      'conflict',
      `${wave.name} can be answered until ${dayText(wave.closed)}; teams have scores from the day after on.`,
    )
  const earlier = all.find(({ opened, keyed }) => keyed && opened < wave.opened)
  return [wave, ...(earlier ? [earlier] : [])]
}

function questionBefore(last: Drawn, { id }: ItemRow, minimum: number): Question | undefined {
  const item = last.items.find((it) => it.id === id)
  return item && questionOf(last, item, minimum)
}

/** What the gate said of the families of each question. */
function perQuestion(families: readonly (readonly unknown[])[], shown: boolean[][]): boolean[][][] {
  let at = 0
  return families.map(({ length }) => {
    at += length
    return shown.slice(at - length, at)
  })
}

interface Beside {
  earlier: Map<number | null, Score> | undefined
  minimum: number
}

/** The teams that have a score, in the order of the tree, each beside everybody and itself in the run before. */
function told(
  { run, item }: Question,
  scores: Map<number | null, Score>,
  { earlier, minimum }: Beside,
): TeamScore[] {
  const org = scores.get(null)
  return run.tree.flatMap((team) => {
    const own = scores.get(team.id)
    if (!own) return []
    const contributors = run.contributors.get(team.id) ?? 0
    return {
      snapshot_team: snapshotTeam(team),
      item_id: item.id,
      item_type: typeOf(item),
      item_name: item.name,
      response_count: shownPartSize(own.people, contributors, minimum) as number,
      score: own.score,
      contributor_count: shownSize(contributors, minimum) as number,
      vs_prev: less(own, earlier?.get(team.id)),
      vs_org: less(own, org),
      ...{ vs_50th: null, vs_75th: null, vs_90th: null },
    }
  })
}

function less({ score }: Score, other: Score | undefined): number | null {
  return other === undefined ? null : significant(score - other.score, 2)
}

/** Ancestors as DX orders them in this method: what is above all, the team, and up from there. */
function snapshotTeam({ id, name, parent, parent_id, ancestors }: TeamRow) {
  const up = [ROOT, ...ancestors.toReversed()]
  return { id, name, team_id: id, parent, parent_id, ancestors: up }
}

const typeOf = (item: ItemRow) => (hasValues(item) ? 'kpi' : 'factor')

function itemsOf(items: readonly ItemRow[]): SnapshotReport['snapshot_items'] {
  const of = (type: TeamScore['item_type']) =>
    items.filter((item) => typeOf(item) === type).map(({ id, name }) => ({ id, name }))
  return { factors: of('factor'), csat: of('csat'), kpis: of('kpi') }
}
