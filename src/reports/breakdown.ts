import {
  type BreakdownMetric,
  BreakdownReport,
  type BreakdownSpec,
  Metric,
} from '../model/index.ts'
import { type Db, readOnly } from '../store/db.ts'
import { type At, cellOf, noCell } from './breakdown/cell.ts'
import { drawPeople, type Person } from './breakdown/draw-people.ts'
import { drawSpells, type Spell } from './breakdown/draw-spells.ts'
import { type Question, questionOf, specOf } from './breakdown/question.ts'
import { breakdownSentence } from './breakdown/sentence.ts'
import { familiesOf, type Shown, shownOf, type Table, tableOf } from './breakdown/table.ts'
import { exclusionsOf } from './exclusions.ts'
import { passOf, throughGate } from './gate/gate.ts'
import { groundOf } from './ground.ts'
import { joinByHashing, prepareForSums } from './prepare.ts'
import { hidden, overlaps } from './reasons.ts'
import type { Asking } from './report.ts'
import { scopeWarnings } from './scope-warnings.ts'

/**
 * Metrics by the values of an attribute, crossed by another, each with its margins. It describes: rows and columns are
 * different people. Throws `invalid_arguments` and `team_not_found`.
 */
export async function breakdownReport(
  db: Db,
  spec: BreakdownSpec,
  asking: Asking,
): Promise<BreakdownReport> {
  const { question, people, spells, ground } = await readOnly(db, async (tx) => {
    await prepareForSums(tx)
    await joinByHashing(tx)
    const question = await questionOf(tx, spec, asking)
    return {
      question,
      people: await drawPeople(tx, question),
      spells: await drawSpells(tx, question),
      ground: await groundOf(tx, question),
    }
  })
  const tables = question.metrics.map((_, place) => tableOf(question, spells, place))
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
        shown: shownOf(table, passed, question.minimum),
        refused: refused === true,
      })
    })
    return answerOf({ question, spec, people, spells, ground, metrics })
  })
}

interface Drawn {
  question: Question
  spec: BreakdownSpec
  people: Person[]
  spells: Spell[]
  ground: Awaited<ReturnType<typeof groundOf>>
  metrics: BreakdownMetric[]
}

function answerOf({ question, spec, people, spells, ground, metrics }: Drawn): BreakdownReport {
  const inside = new Set(spells.map(({ id }) => id))
  const told = people.map(({ id, reason }) => ({ reason: inside.has(id) ? null : reason }))
  const subjects = question.metrics.map(({ subject }) => subject)
  return {
    spec: specOf(question, spec),
    metrics,
    exclusions: exclusionsOf(told, question.minimum),
    ...ground,
    warnings: [
      {
        code: 'different_people',
        message:
          'Rows and columns are different people: that their numbers differ does not say what a value changes. With many cells some lie far off by chance alone.',
      },
      ...scopeWarnings({ ...question, ...ground, subjects, counted_in: 'whole weeks' }),
    ],
  }
}

function metricOf(
  question: Question,
  table: Table,
  { shown, refused }: { shown: Shown; refused: boolean },
): BreakdownMetric {
  const { minimum, columns } = question
  const metric = Metric.parse(question.metrics[table.metric])
  const reason = refused ? overlaps(minimum) : hidden(minimum)
  const cell = (at: At, spells: readonly Spell[] | undefined, passes: boolean | undefined) =>
    passes && spells && spells.length > 0
      ? cellOf(at, spells, { metric, place: table.metric, minimum })
      : noCell(at, reason)
  const told = {
    metric,
    rows: table.rows.map(({ name }) => name),
    columns: columns === null ? [] : table.columns.map(({ name }) => name),
    cells:
      columns === null
        ? []
        : table.rows.flatMap(({ name: row }, i) =>
            table.columns.map(({ name: column }, j) =>
              cell({ row, column }, table.cells[i]?.[j], shown.cells[i]?.[j]),
            ),
          ),
    row_totals: table.rows.map(({ name: row }, i) =>
      cell({ row, column: null }, table.byRow[i], shown.rows[i]),
    ),
    column_totals:
      columns === null
        ? []
        : table.columns.map(({ name: column }, j) =>
            cell({ row: null, column }, table.byColumn[j], shown.columns[j]),
          ),
    total: cell({ row: null, column: null }, table.all, shown.all),
  }
  return { ...told, sentence: breakdownSentence(told, question) }
}
