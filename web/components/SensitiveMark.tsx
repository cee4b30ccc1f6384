import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'

interface Props {
  group: { name: string; sensitive: boolean }
  locked: boolean
  change: (changes: { sensitive: boolean; reason?: string }) => void
}

/** Whether reports keep away from an attribute; to let them use it takes a reason. */
export function SensitiveMark({ group: { name, sensitive }, locked, change }: Props) {
  const [reason, setReason] = useState('')
  const text = reason.trim()
  return (
    <Stack className="panel" gap="sm">
      <Title order={2} size="h4">
        {sensitive ? 'Sensitive: no report uses it' : 'Reports may use it'}
      </Title>
      <Text size="sm" c="dimmed">
        What people are paid, how they are judged, and their health, age or sex are never set beside
        how they work and which tools they use.
      </Text>
      {sensitive ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            change({ sensitive: false, reason: text })
          }}
        >
          <Group align="flex-end" gap="xs">
            <TextInput
              label={`Why ${name} is about none of these`}
              description="The audit log keeps it"
              value={reason}
              disabled={locked}
              maxLength={500}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={locked || text === ''}>
              Let reports use it
            </Button>
          </Group>
        </form>
      ) : (
        <Group>
          <Button variant="default" disabled={locked} onClick={() => change({ sensitive: true })}>
            Mark as sensitive
          </Button>
        </Group>
      )}
    </Stack>
  )
}
