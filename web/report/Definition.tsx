import { Anchor, Popover, Stack, Text, Title } from '@mantine/core'
import type { Metric } from '../../src/model/index.ts'
import { ToLink } from '../components/ToLink.tsx'
import { DIRECTIONS } from '../metric-words.ts'

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
          <ToLink to="/docs/metrics" hash={metric.id} size="sm">
            All metrics
          </ToLink>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
