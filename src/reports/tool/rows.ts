import type { ToolReport } from '../../model/index.ts'
import { adoptionRows } from '../adoption/rows.ts'
import { cohortRows } from '../cohort/rows.ts'
import { estimateCells, type ReportRow } from '../csv.ts'
import { impactRows } from '../impact/rows.ts'
import { endingRows } from '../scope-rows.ts'

/** What the parts say of themselves and the whole says once. */
const ENDING = new Set(
  endingRows({
    warnings: [{ code: 'composition', message: '' }],
    exclusions: [{ code: 'left', people: 0, message: '' }],
    coverage: [{ source: '', subject: '', days: 0, of_days: 0 }],
    unmatched: { accounts: null, share: null },
    leave_known: false,
    weeks_waiting: 0,
    known_until: null,
    definition_version: '',
    minimum_group: 0,
  }).map(({ section }) => section),
)

/** One page of a tool as lines of CSV: the lines of its parts, each under the name of its part. */
export function toolRows(answer: ToolReport): ReportRow[] {
  const { top, use, impact, today, said, segments, next } = answer
  return [
    ...top.map((note) => ({ section: 'top', figure: 'in words', note })),
    ...partOf('use', use === null ? [] : adoptionRows(use)),
    ...partOf('impact', impactRows(impact)),
    ...partOf('today', cohortRows(today)),
    ...partOf('said', said === null ? [] : cohortRows(said)),
    ...segments.flatMap((it): ReportRow[] => [
      {
        section: 'segment',
        metric: impact.metric.id,
        cohort: it.name,
        figure: 'effect',
        unit: impact.unit,
        ...estimateCells(it.effect),
        people: it.people.adopters,
        teams: it.teams.adopters,
        note: it.reason?.message ?? `Own weight: ${it.weight}`,
      },
    ]),
    {
      section: 'next',
      metric: impact.metric.id,
      figure: 'smallest effect of a trial',
      unit: impact.unit,
      estimate: next.visible,
      people: next.people,
      teams: next.teams,
      note: next.sentence,
    },
    ...endingRows(answer),
  ]
}

function partOf(part: string, rows: readonly ReportRow[]): ReportRow[] {
  return rows
    .filter(({ section }) => !ENDING.has(section))
    .map((row) => ({ ...row, section: `${part} ${row.section ?? ''}`.trim() }))
}
