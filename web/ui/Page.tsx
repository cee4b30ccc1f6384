import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  title: string
  /** One sentence: what the page is for. */
  intro?: ReactNode
  /** What can be done, at the right of the title. */
  actions?: ReactNode
  /** The way back up, above the title. */
  above?: ReactNode
  children?: ReactNode
}

/** A page: its title, which is that of the window too, what it is for, and what is on it. */
export function Page({ title, intro, actions, above, children }: Props) {
  return (
    <Stack gap="lg">
      <title>{`${title} - Facet`}</title>
      <header>
        {above}
        <Group justify="space-between" align="flex-end" gap="sm">
          <Title order={1} size="h2" className="wrap-anywhere">
            {title}
          </Title>
          {actions}
        </Group>
        {intro && (
          <Text c="dimmed" mt={6} maw={760}>
            {intro}
          </Text>
        )}
      </header>
      {children}
    </Stack>
  )
}
