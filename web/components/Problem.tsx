import { Button, Text } from '@mantine/core'
import { ApiError } from '../api.ts'
import { Note } from '../ui/Note.tsx'

interface Props {
  error: unknown
  /** Tries again what failed. */
  reset?: () => void
}

/** What failed and what to do, in the words of whoever refused. */
export function Problem({ error, reset }: Props) {
  return (
    <Note kind="error" title={titleOf(error)}>
      <Text size="sm" className="wrap-anywhere">
        {error instanceof Error ? error.message : String(error)}
      </Text>
      {error instanceof ApiError && error.code === 'not_authorized' && (
        <Text size="sm">Ask a Workspace Admin for a role that may.</Text>
      )}
      {reset && mayPass(error) && (
        <Button variant="default" size="xs" mt="sm" onClick={reset}>
          Try again
        </Button>
      )}
    </Note>
  )
}

/** Whether the same may succeed another time, without being asked differently. */
function mayPass(error: unknown): boolean {
  return !(error instanceof ApiError) || PASSING.includes(error.code)
}

const PASSING: ApiError['code'][] = [
  'unreachable',
  'database_unavailable',
  'internal_error',
  'rate_limited',
  'conflict',
]

function titleOf(error: unknown): string {
  if (!(error instanceof ApiError)) return 'This page failed'
  return TITLES[error.code] ?? 'This was refused'
}

const TITLES: Partial<Record<ApiError['code'], string>> = {
  unreachable: 'No answer',
  database_unavailable: 'No database',
  internal_error: 'The server failed',
  not_authorized: 'You may not do this',
  not_found: 'There is nothing here',
  rate_limited: 'Too many requests',
  file_refused: 'This file cannot be read',
  invalid_arguments: 'The question cannot be answered as it stands',
}
