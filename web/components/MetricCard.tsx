import { Badge, Code, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { type CataloguedMetric, DIRECTIONS, KINDS } from '../metric-words.ts'
import { ToLink } from './ToLink.tsx'

interface Props {
  metric: CataloguedMetric
  /** Called when another metric is gone to, which a search may hide. */
  onLeave: () => void
}

/** The definition of a metric, whole. Its id is the anchor of the address that leads to it. */
export function MetricCard({ metric, onLeave }: Props) {
  const { id, name, definition, unit, direction, kind, unknown, gaming, guardrails } = metric
  return (
    <Stack id={id} className="panel metric" gap="sm" component="article" aria-label={name}>
      <Group gap="sm" justify="space-between">
        <Title order={3} size="h4" className="wrap-anywhere">
          {name}
        </Title>
        <ToLink to="/docs/metrics" hash={id} size="sm" aria-label={`Link to ${name}`}>
          <Code>{id}</Code>
        </ToLink>
      </Group>
      <Text maw={760}>{definition}</Text>
      <Group gap={8}>
        <Mark>{unit}</Mark>
        <Mark>{`Made of ${metric.made_of}`}</Mark>
      </Group>
      <dl className="metric-facts">
        <Fact name="Direction">{DIRECTIONS[direction]}</Fact>
        <Fact name="Calculation">{KINDS[kind]}</Fact>
        <Fact name="Unknown">{unknown}</Fact>
        <Fact name="Gaming">{gaming}</Fact>
        {guardrails.length > 0 && (
          <Fact name="Read beside">
            <Group gap={10}>
              {guardrails.map((other) => (
                <ToLink key={other} to="/docs/metrics" hash={other} size="sm" onClick={onLeave}>
                  {other}
                </ToLink>
              ))}
            </Group>
          </Fact>
        )}
        {metric.version && (
          <Fact name="Version">
            <Code>{metric.version}</Code>
          </Fact>
        )}
      </dl>
    </Stack>
  )
}

function Mark({ children }: { children: string }) {
  return (
    <Badge variant="default" tt="none" fw={500}>
      {children}
    </Badge>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <Text component="dt" size="sm" fw={500}>
        {name}
      </Text>
      <Text component="dd" size="sm">
        {children}
      </Text>
    </>
  )
}
