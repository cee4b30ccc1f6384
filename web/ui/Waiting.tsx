import { Skeleton, Stack } from '@mantine/core'

/** Stands where an answer will be. */
export function Waiting({ rows = 6 }: { rows?: number }) {
  return (
    <Stack gap="sm" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((key, row) => (
        <Skeleton key={key} height={row === 0 ? 30 : 18} width={row === 0 ? '40%' : '100%'} />
      ))}
    </Stack>
  )
}
