import type { FactKind } from '../../model/index.ts'
import { absenceFrom } from './absences.ts'
import type { Statuses } from './account.ts'
import { calendarBusyFrom } from './calendar-busy.ts'
import { type Cells, cellsOf, type Values } from './cells.ts'
import { attributeOf, targetTable } from './columns.ts'
import { customFactFrom } from './custom-facts.ts'
import { deploymentFrom } from './deployments.ts'
import { FIELDS, isTarget } from './fields.ts'
import { fold } from './fold.ts'
import { incidentFrom } from './incidents.ts'
import type { Json } from './json-stream.ts'
import { SOURCES, STATUSES } from './layouts.ts'
import { personFrom } from './people.ts'
import { pipelineRunFrom } from './pipeline-runs.ts'
import { pullRequestFrom } from './pull-requests.ts'
import type { ReadOptions, Recognised, Target } from './recognised.ts'
import { reviewFrom } from './reviews.ts'
import { serviceFrom } from './services.ts'
import { fault, type Statement } from './statement.ts'
import { surveyAnswersFrom } from './survey-answers.ts'
import { itemOf, surveyItemFrom } from './survey-items.ts'
import { teamFrom } from './teams.ts'
import { toolDayFrom } from './tool-days.ts'
import { coderUserFrom, toolUserFrom } from './tool-users.ts'
import { clean } from './values.ts'

/** One line or object as its headers and their values, in order. */
export type Row = Iterable<readonly [header: string, values: readonly string[]]>

type Reader = (cells: Cells, context: { statuses: Statuses; tool: string | undefined }) => Statement

const READERS: Readonly<Record<FactKind, Reader>> = {
  people: (cells, { statuses }) => personFrom(cells, statuses),
  tool_users: (cells, { statuses }) => toolUserFrom(cells, statuses),
  tool_days: (cells, { tool }) => toolDayFrom(cells, tool),
  absences: absenceFrom,
  calendar_busy: calendarBusyFrom,
  pull_requests: pullRequestFrom,
  reviews: reviewFrom,
  teams: teamFrom,
  services: serviceFrom,
  deployments: deploymentFrom,
  pipeline_runs: pipelineRunFrom,
  incidents: incidentFrom,
  custom_facts: customFactFrom,
  survey_items: surveyItemFrom,
  survey_answers: surveyAnswersFrom,
}

const UNREADABLE = fault(
  'malformed',
  'This line holds characters that cannot be read. Save the file as UTF-8.',
)

/** A function that tells what each row of a recognised table says. */
export function rowReader(recognised: Recognised, { tool }: ReadOptions): (row: Row) => Statement {
  const { kind, source, layout } = recognised
  const statuses = { ...STATUSES, ...SOURCES.find((known) => known.source === source)?.statuses }
  const dates = 'dates' in layout ? layout.dates : undefined
  const hasEmail = recognised.columns.some(({ target }) => target === 'email')
  const read: Reader = source === 'coder' && hasEmail ? coderUserFrom : READERS[kind]
  const targetOf = targetsOf(recognised)
  return (row) => {
    const values = valuesOf(row, targetOf)
    return holdsUnreadable(values) ? UNREADABLE : read(cellsOf(values, dates), { statuses, tool })
  }
}

/** The fields of an object as a row: of nested objects by `outer.inner`, one level deep; lists of texts as several values. */
export function* rowOfJson(element: { [key: string]: Json }): Generator<[string, string[]]> {
  for (const [key, value] of Object.entries(element)) {
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const [inner, deeper] of Object.entries(value)) {
        yield [`${key}.${inner}`, textsOf(deeper)]
      }
    } else yield [key, textsOf(value)]
  }
}

/**
 * Where the values of a header go. Objects leave out keys, so a key that the head of the file did not
 * show (`is_service_account`) goes where the table says, unless a planned column already fills that field.
 */
function targetsOf({
  columns,
  kind,
  source,
  needs_mapping,
}: Recognised): (header: string) => Target {
  const planned = new Map(columns.map(({ header, target }) => [header, target]))
  const filled = new Set(planned.values())
  const table = targetTable(
    SOURCES.find((known) => known.source === source)?.headers ?? FIELDS[kind],
  )
  return (header) => {
    const known = planned.get(header)
    if (known !== undefined || needs_mapping) return known ?? 'ignore'
    const item = kind === 'survey_answers' ? itemOf(header) : undefined
    const target = attributeOf(header) ?? table.get(fold(header))?.target ?? item ?? 'ignore'
    return isTarget(kind, target) && !filled.has(target) ? target : 'ignore'
  }
}

function valuesOf(row: Row, targetOf: (header: string) => Target): Values {
  const values = new Map<string, string[]>()
  for (const [header, texts] of row) {
    const target = targetOf(header)
    if (target === 'ignore') continue
    const kept = texts.map(clean).filter((text) => text !== '')
    if (kept.length > 0) values.set(target, [...(values.get(target) ?? []), ...kept])
  }
  return values
}

function holdsUnreadable(values: Values): boolean {
  return [...values.values()].flat().some((text) => text.includes('\uFFFD'))
}

function textsOf(value: Json | undefined): string[] {
  const parts = Array.isArray(value) ? value : [value]
  return parts.flatMap((part) =>
    typeof part === 'object' || part === undefined ? [] : String(part),
  )
}
