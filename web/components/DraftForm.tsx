import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useOpenedForm } from '../useOpenedForm.ts'
import type { useSave } from '../useSave.ts'
import { Problem } from './Problem.tsx'
import { faultsOf } from './settings-draft.ts'

interface Props {
  title: string
  /** What its fields hold. */
  draft: unknown
  save: ReturnType<typeof useSave>
  /** What it lacks to be saved, in a sentence; undefined: nothing. */
  lack: string | undefined
  onLeave: () => void
  children: ReactNode
}

/** A form that opens in the page: its title, its fields, and the ways to keep what they hold or to leave it. */
export function DraftForm({ title, draft, save, lack, onLeave, children }: Props) {
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
      <Stack className="panel" gap="md" maw={760}>
        <Title order={2} size="h4" className="wrap-anywhere">
          {title}
        </Title>
        {children}
        {error && Object.keys(faultsOf(error)).length === 0 && <Problem error={error} />}
        <Group gap="xs">
          <Button type="submit" loading={isPending} disabled={lack !== undefined}>
            Save
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
