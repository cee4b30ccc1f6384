import { Button, Group, Text } from '@mantine/core'
import type { AccountDeeds } from './useAccountDeeds.ts'

/** What was done last, said aloud, with the way back. */
export function LastDeed({ deeds: { last, undo, pending } }: { deeds: AccountDeeds }) {
  return (
    <div role="status" aria-label="Done last">
      {last && (
        <Group className="panel slim" justify="space-between" gap="xs">
          <Text size="sm" className="wrap-anywhere">
            {last.said}
          </Text>
          {last.undo && (
            <Button variant="default" size="xs" onClick={undo} disabled={pending}>
              Undo
            </Button>
          )}
        </Group>
      )}
    </div>
  )
}
