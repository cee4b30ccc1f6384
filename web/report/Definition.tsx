import { Anchor, Popover, Stack, Text, Title } from '@mantine/core'
import type { Metric } from '../../src/model/index.ts'

const DIRECTIONS: Record<Metric['direction'], string> = {
  higher: 'Higher is better.',
  lower: 'Lower is better.',
  context: 'Neither way is better by itself: it explains other metrics.',
}

/** The name of a metric, which opens to its definition. */
export function Definition({ metric }: { metric: Metric }) {
  return (
    <Popover width={360} position="bottom-start" shadow="md" withArrow>
      <Title order={2} size="h4">
        <Popover.Target>
          <Anchor component="button" type="button" inherit className="definition">
            {metric.name}
          </Anchor>
        </Popover.Target>
      </Title>
      <Popover.Dropdown>
        <Stack gap={6}>
          <Text size="sm">{metric.definition}</Text>
          <Text size="sm">
            Unit: {metric.unit}. {DIRECTIONS[metric.direction]}
          </Text>
          <Text size="sm" c="dimmed">
            {metric.unknown}
          </Text>
          <Text size="sm" c="dimmed">
            How it can move without better work: {metric.gaming}
          </Text>
          {metric.guardrails.length > 0 && (
            <Text size="sm" c="dimmed">
              Read beside it: {metric.guardrails.join(', ')}
            </Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
