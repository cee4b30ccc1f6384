import { Badge, Group, Stack, Text } from '@mantine/core'
import type { Result } from '../api.ts'

type Check = Result<'sources.check'>['checks'][number]

const OUTCOMES: Record<Check['outcome'], [text: string, color: string]> = {
  ok: ['Good', 'teal'],
  limited: ['Limited', 'orange'],
  failed: ['Failed', 'red'],
}

/** What a connection test has found, line by line. */
export function Checks({ checks }: { checks: Check[] }) {
  return (
    <Stack gap="xs" role="status" aria-label="Connection test">
      {checks.map(({ what, outcome, message }) => (
        <Group key={what} gap="sm" wrap="nowrap" align="flex-start">
          <Badge
            variant="light"
            color={OUTCOMES[outcome][1]}
            tt="none"
            fw={600}
            miw={72}
            mt={2}
            flex="none"
          >
            {OUTCOMES[outcome][0]}
          </Badge>
          <Text size="sm" className="wrap-anywhere">
            <b>{what}.</b> {message}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
