import { Button, Group, Table, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { count } from '../../src/model/numbers.ts'
import { call } from '../api.ts'
import { tell, tellFailure } from '../components/tell.tsx'
import { None } from '../ui/None.tsx'
import { instantText } from '../words.ts'
import type { Service } from './service-words.ts'

interface Props {
  services: Service[]
  /** Whether whoever looks may change them. */
  may: boolean
  onChange: (service: Service) => void
}

/** The services with whose they are and what is known to have been deployed. */
export function ServiceTable({ services, may, onChange }: Props) {
  return (
    <div className="panel flush">
      <Table verticalSpacing="sm" className="stacking" aria-label="Services">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Service</Table.Th>
            <Table.Th>Team</Table.Th>
            <Table.Th className="number">Deployments</Table.Th>
            <Table.Th>Last deployed</Table.Th>
            {may && <Table.Th aria-label="What can be done" />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {services.map((service) => (
            <Row key={service.id} service={service} may={may} onChange={onChange} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Row({ service, may, onChange }: Omit<Props, 'services'> & { service: Service }) {
  const { name, aliases, team, deployments, last_deployed_at } = service
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={500} className="wrap-anywhere">
          {name}
        </Text>
        <Text size="sm" c="dimmed" className="wrap-anywhere">
          {aliases.join(', ')}
        </Text>
      </Table.Td>
      <Table.Td data-label="Team">
        {team?.name ?? <Text size="sm">Nobody’s today: it counts for no team</Text>}
      </Table.Td>
      <Table.Td data-label="Deployments" className="number">
        {count(deployments)}
      </Table.Td>
      <Table.Td data-label="Last deployed">
        {last_deployed_at ? instantText(last_deployed_at) : <None words="never" />}
      </Table.Td>
      {may && (
        <Table.Td>
          <Deeds service={service} onChange={onChange} />
        </Table.Td>
      )}
    </Table.Tr>
  )
}

function Deeds({ service, onChange }: { service: Service; onChange: Props['onChange'] }) {
  const queries = useQueryClient()
  const { id, name } = service
  const remove = useMutation({
    mutationFn: () => call('services.remove', { id }),
    onSuccess: () => tell(`${name} was removed. Its deployments stay, and are nobody’s.`),
    onError: tellFailure,
    onSettled: () => queries.invalidateQueries(),
  })
  const warning = `Remove ${name}? What it deployed counts for no team any more, in the past neither. To move it to another team, change it instead.`
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        size="xs"
        variant="default"
        aria-label={`Change ${name}`}
        onClick={() => onChange(service)}
      >
        Change
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={`Remove ${name}`}
        loading={remove.isPending}
        onClick={() => window.confirm(warning) && remove.mutate()}
      >
        Remove
      </Button>
    </Group>
  )
}
