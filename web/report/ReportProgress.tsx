import { Live } from '../ui/Live.tsx'

/** Says aloud that a report is being worked out, and that it is there; what failed says so by itself. */
export function ReportProgress({
  answer: { isFetching, isSuccess },
}: {
  answer: { isFetching: boolean; isSuccess: boolean }
}) {
  if (isFetching) return <Live words="Working out the report" />
  return <Live words={isSuccess ? 'The report is there' : ''} />
}
