import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useOpenedForm } from '../useOpenedForm.ts'
import { Problem } from './Problem.tsx'
import { faultsOf } from './settings-draft.ts'

interface Props {
  title: string
  /** Whether its fields stand in titled panels of their own; they then do not tell what is wrong with each. */
  inParts?: boolean
  /** What its fields hold. */
  draft: unknown
  save: { error: Error | null; isPending: boolean; mutate: () => void }
  /** What saving is called. */
  keep?: string
  /** What it lacks to be saved, in a sentence; undefined: nothing. */
  lack: string | undefined
  onLeave: () => void
  children: ReactNode
}

const PANEL = { className: 'panel', gap: 'md', maw: 760 }

/** A form that opens in the page: its title, its fields, and the ways to keep what they hold or to leave it. */
export function DraftForm(props: Props) {
  const { title, inParts = false, draft, save, keep = 'Save', lack, onLeave, children } = props
  const { error, isPending } = save
  const opened = useOpenedForm({ draft, onLeave })
  return (
    <form
      {...opened}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        if (lack === undefined) save.mutate()
      }}
    >
      <Stack {...(inParts ? { gap: 'lg' } : PANEL)}>
        {!inParts && (
          <Title order={2} size="h4" className="wrap-anywhere">
            {title}
          </Title>
        )}
        {children}
        {error && (inParts || Object.keys(faultsOf(error)).length === 0) && (
          <Problem error={error} />
        )}
        <Group gap="xs">
          <Button type="submit" loading={isPending} disabled={lack !== undefined}>
            {keep}
          </Button>
          <Button variant="subtle" onClick={onLeave} disabled={isPending}>
            Cancel
          </Button>
          <Text size="sm" c="dimmed">
            {lack}
          </Text>
        </Group>
      </Stack>
    </form>
  )
}
