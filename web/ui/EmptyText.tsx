import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  title: string
  /** The next step. */
  children?: ReactNode
}

/** Stands where nothing is, and says what to do about it. */
export function EmptyText({ title, children }: Props) {
  return (
    <Stack className="panel" gap="xs" align="flex-start">
      <Title order={2} size="h5">
        {title}
      </Title>
      <Text component="div">{children}</Text>
    </Stack>
  )
}
