import {
  type BreakdownCell,
  type BreakdownMetric,
  BreakdownReport,
  type BreakdownSpec,
  Metric,
} from '../model/index.ts'
import { type Db, readOnly } from '../store/db.ts'
import { type At, cellOf, noCell } from './breakdown/cell.ts'
import { drawPeople, type Person } from './breakdown/draw-people.ts'
import { drawSpells } from './breakdown/draw-spells.ts'
import { type Question, questionOf, specOf } from './breakdown/question.ts'
import { breakdownSentence } from './breakdown/sentence.ts'
import type { Spell } from './breakdown/spell.ts'
import { familiesOf, type Shown, shownOf, type Table, tableOf } from './breakdown/table.ts'
import { breakdownWarnings } from './breakdown/warnings.ts'
import { isSurvey } from './cohort/survey-metrics.ts'
import { exclusionsOf } from './exclusions.ts'
import { passOf, throughGate } from './gate/gate.ts'
import { groundOf } from './ground.ts'
import { joinByHashing, prepareForSums } from './prepare.ts'
import { hidden, overlaps } from './reasons.ts'
import type { Asking } from './report.ts'

/**
 * Metrics by the values of an attribute, crossed by another, each with its margins. It describes: rows and columns are
 * different people. Throws `invalid_arguments` and `team_not_found`.
 */
export async function breakdownReport(
  db: Db,
  spec: BreakdownSpec,
  asking: Asking,
): Promise<BreakdownReport> {
  const { question, people, spells, inside, ground } = await readOnly(db, async (tx) => {
    await prepareForSums(tx)
    await joinByHashing(tx)
    const question = await questionOf(tx, spec, asking)
    const spells = await drawSpells(tx, question, asking)
    // answers are those of everybody: beside what is measured it is told who is out of that
    const measured = spells.filter((_, place) => question.metrics[place]?.of !== 'survey')
    const inside = new Set((measured.length > 0 ? measured : spells).flat().map(({ id }) => id))
    return {
      question,
      spells,
      inside,
      people: await drawPeople(tx, question, inside),
      ground: await groundOf(tx, question),
    }
  })
  const tables = question.metrics.map((metric, i) => tableOf(question, metric, spells[i] ?? []))
  const families = tables.map((table) => familiesOf(table, question))
  const asked = {
    ...passOf({ kind: 'breakdown', spec }, question, asking),
    families: families.flat(),
    shape: BreakdownReport,
  }
  return throughGate(db, asked, (shown) => {
    const metrics = tables.map((table, place) => {
      const each = families[place]?.length ?? 0
      const passed = shown.slice(each * place, each * (place + 1))
      const refused = families[place]?.some(({ groups }, i) =>
        groups.some((group, j) => group.shown && !passed[i]?.[j]),
      )
      return metricOf(question, table, {
        shown: shownOf(table, passed),
        refused: refused === true,
      })
    })
    return answerOf({ question, spec, people, inside, ground, metrics })
  })
}

interface Drawn {
  question: Question
  spec: BreakdownSpec
  people: Person[]
  inside: ReadonlySet<number>
  ground: Awaited<ReturnType<typeof groundOf>>
  metrics: BreakdownMetric[]
}

function answerOf({ question, spec, people, inside, ground, metrics }: Drawn): BreakdownReport {
  const told = people.map(({ id, reason }) => ({ reason: inside.has(id) ? null : reason }))
  const again = specOf(question, spec)
  return {
    spec: again,
    metrics,
    exclusions: exclusionsOf(told, question.minimum),
    ...ground,
    warnings: breakdownWarnings({ question, spec: again }, ground, metrics),
  }
}

function metricOf(
  question: Question,
  table: Table,
  { shown, refused }: { shown: Shown; refused: boolean },
): BreakdownMetric {
  const { metric, minimum, known, asked, crossed } = table
  const reason = refused ? overlaps(minimum) : hidden(minimum)
  const cell = (at: At, passes: boolean | undefined, of: (parts: typeof known) => Spells) => {
    const group = { known: of(known) ?? [], asked: of(asked) ?? [] }
    return passes && group.known.length > 0
      ? cellOf(at, group, { metric, minimum })
      : noCell(at, reason)
  }
  const columns = crossed ? table.columns : []
  const told = {
    metric: Metric.parse(metric),
    ...(isSurvey(metric) && { survey: runOf(metric.wave) }),
    rows: table.rows.map(({ name }) => name),
    columns: columns.map(({ name }) => name),
    cells: table.rows.flatMap(({ name: row }, i) =>
      columns.map(({ name: column }, j) =>
        cell({ row, column }, shown.cells[i]?.[j], ({ cells }) => cells[i]?.[j]),
      ),
    ),
    row_totals: table.rows.map(({ name: row }, i) =>
      cell({ row, column: null }, shown.rows[i], ({ byRow }) => byRow[i]),
    ),
    column_totals: columns.map(
      ({ name: column }, j): BreakdownCell =>
        cell({ row: null, column }, shown.columns[j], ({ byColumn }) => byColumn[j]),
    ),
    total: cell({ row: null, column: null }, shown.all, ({ all }) => all),
  }
  return { ...told, sentence: breakdownSentence(told, question) }
}

type Spells = readonly Spell[] | undefined

function runOf({ name, opened, closed }: { name: string; opened: string; closed: string }) {
  return { wave: name, opened, closed }
}
