import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ReportKind } from '../../src/model/index.ts'
import { query } from '../api.ts'
import { ToButton, ToLink } from '../components/ToLink.tsx'
import { reportFile } from './report-file.ts'
import { momentText, targetText } from './schedule-words.ts'

interface Props {
  kind: ReportKind
  /** The question, as the answer carries it. */
  spec: Readonly<Record<string, unknown>>
}

/** The way to have a report sent every week, and what sends it already. */
export function SendByItself({ kind, spec }: Props) {
  const asked = useSearch({ strict: false }) as Record<string, unknown>
  const about = typeof spec.attribute === 'string' ? spec.attribute : null
  const name = about === null ? kind.title : `${kind.title}: ${about}`
  const search = { name, file: reportFile(kind.name, { spec, asked }) }
  return (
    <>
      <ToButton to="/schedules" search={search} variant="default" size="xs">
        Send this every Monday
      </ToButton>
      <SentAlready report={kind.name} about={about} />
    </>
  )
}

function SentAlready({ report, about }: { report: string; about: string | null }) {
  const { data } = useQuery(query('schedules.list', {}))
  const same = data?.schedules.filter(({ reports }) =>
    reports.some((it) => it.report === report && it.attribute === about),
  )
  const [only] = same ?? []
  if (!same || !only) return null
  const words =
    same.length > 1
      ? `Sent already by ${same.length} schedules`
      : `Sent already: ${only.paused ? 'paused' : momentText(only)}, ${targetText(only.target)}`
  return (
    <ToLink to="/schedules" size="sm" className="wrap-anywhere">
      {words}
    </ToLink>
  )
}
