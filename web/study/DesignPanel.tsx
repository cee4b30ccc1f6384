import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { daysText, dayText } from '../../src/model/index.ts'
import { listed } from '../../src/model/numbers.ts'
import { query, type Result } from '../api.ts'
import { useScopes } from '../components/useScopes.ts'

interface Props {
  study: Result<'studies.info'>['study']
  onChange: () => void
}

/** What was said of a study beforehand, and the way to change it, as long as it may be changed. */
export function DesignPanel({ study, onChange }: Props) {
  const { from, to, arms, metric, guardrails, purpose, seed, frozen_on, state } = study
  const { data } = useQuery(query('metrics.list', {}))
  const may = useScopes()?.has('reports:write')
  const nameOf = (key: string) => data?.metrics.find(({ id }) => id === key)?.name ?? key
  return (
    <Stack className="panel" gap="xs" component="section" aria-label="Design">
      <Text size="sm">
        {daysText({ from, to })}, {arms.join(' against ')}, judged by {nameOf(metric)}
        {guardrails.length > 0 && `, guarded by ${listed(guardrails.map(nameOf))}`}.
      </Text>
      <Text size="sm">{purpose}</Text>
      {seed !== null && (
        <Text size="sm" c="dimmed">
          Fixed on {dayText(frozen_on ?? from)}; teams drawn with the seed {seed}.
        </Text>
      )}
      {may && (state === 'draft' || state === 'started') && (
        <Group mt={4}>
          <Button variant="default" size="xs" onClick={onChange}>
            Change the design
          </Button>
        </Group>
      )}
    </Stack>
  )
}
