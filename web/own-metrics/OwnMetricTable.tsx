import { Button, Code, Group, Table, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { counted } from '../../src/model/index.ts'
import { call } from '../api.ts'
import { ToLink } from '../components/ToLink.tsx'
import { tell, tellFailure } from '../components/tell.tsx'
import { madeText, type OwnMetric } from './metric-draft.ts'

interface Props {
  metrics: OwnMetric[]
  /** Whether whoever looks may change them. */
  may: boolean
  onChange: (metric: OwnMetric) => void
}

/** The metrics of the organisation with what they are for and where their numbers come from. */
export function OwnMetricTable({ metrics, may, onChange }: Props) {
  return (
    <div className="panel flush">
      <Table verticalSpacing="sm" className="stacking" aria-label="Metrics of your own">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Metric</Table.Th>
            <Table.Th>Made of</Table.Th>
            <Table.Th>Purpose</Table.Th>
            {may && <Table.Th aria-label="What can be done" />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {metrics.map((metric) => (
            <Row key={metric.id} metric={metric} may={may} onChange={onChange} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Row({ metric, may, onChange }: Omit<Props, 'metrics'> & { metric: OwnMetric }) {
  const { key, name, unit, purpose } = metric
  return (
    <Table.Tr>
      <Table.Td>
        <ToLink to="/docs/metrics" hash={key} fw={500} className="wrap-anywhere">
          {name}
        </ToLink>
        <Text size="sm" c="dimmed" className="wrap-anywhere">
          <Code>{key}</Code> {unit}
        </Text>
      </Table.Td>
      <Table.Td data-label="Made of">{madeText(metric)}</Table.Td>
      <Table.Td data-label="Purpose" className="wrap-anywhere">
        {purpose}
      </Table.Td>
      {may && (
        <Table.Td>
          <Group gap="xs" wrap="nowrap">
            <Button
              size="xs"
              variant="default"
              aria-label={`Change ${name}`}
              onClick={() => onChange(metric)}
            >
              Change
            </Button>
            <Remove metric={metric} />
          </Group>
        </Table.Td>
      )}
    </Table.Tr>
  )
}

/** What would go with it is asked first, and told. */
function Remove({ metric: { id, name } }: { metric: OwnMetric }) {
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: async () => {
      const { facts } = await call('metrics.remove', { id, dry_run: true })
      const numbers = facts === 0 ? '' : ` and its ${counted(facts, 'number')} from files`
      if (!window.confirm(`Remove ${name}${numbers}? Reports cannot use it any more.`)) return
      await call('metrics.remove', { id })
      tell(`${name} was removed.`)
    },
    onError: tellFailure,
    onSettled: () => queries.invalidateQueries(),
  })
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={`Remove ${name}`}
      loading={remove.isPending}
      onClick={() => remove.mutate()}
    >
      Remove
    </Button>
  )
}
