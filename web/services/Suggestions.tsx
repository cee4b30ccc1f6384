import { Button, Stack, Table, Text, Title } from '@mantine/core'
import { count, wholePercent } from '../../src/model/numbers.ts'
import { None } from '../ui/None.tsx'
import type { Suggestion } from './service-words.ts'

interface Props {
  suggestions: Suggestion[]
  /** Whether whoever looks may add one. */
  may: boolean
  onAdd: (suggestion: Suggestion) => void
}

/** What is deployed and nobody has entered, with a guess whose it may be. */
export function Suggestions({ suggestions, may, onAdd }: Props) {
  if (suggestions.length === 0) return null
  return (
    <Stack className="panel" gap="sm" component="section" aria-label="Deployed, and nobody's yet">
      <Title order={2} size="h4">
        Deployed, and nobody’s yet
      </Title>
      <Text size="sm" maw={760}>
        These count for no team until somebody says whose they are. The guess is the team whose
        people write most of the repository of the same name; nothing follows from it.
      </Text>
      <Table verticalSpacing={6} className="stacking" aria-label="Deployed, and nobody's yet">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Deployed as</Table.Th>
            <Table.Th className="number">Deployments</Table.Th>
            <Table.Th>Perhaps whose</Table.Th>
            {may && <Table.Th aria-label="What can be done" />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {suggestions.map((suggestion) => (
            <Row key={suggestion.service} suggestion={suggestion} may={may} onAdd={onAdd} />
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}

function Row({ suggestion, may, onAdd }: Omit<Props, 'suggestions'> & { suggestion: Suggestion }) {
  const { service, deployments, team, share } = suggestion
  return (
    <Table.Tr>
      <Table.Td className="wrap-anywhere">{service}</Table.Td>
      <Table.Td data-label="Deployments" className="number">
        {count(deployments)}
      </Table.Td>
      <Table.Td data-label="Perhaps whose">
        {team ? (
          `${team.name}${share === null ? '' : `, ${wholePercent(share)} of its pull requests`}`
        ) : (
          <None words="no guess" />
        )}
      </Table.Td>
      {may && (
        <Table.Td>
          <Button
            size="xs"
            variant="default"
            aria-label={`Add ${service}`}
            onClick={() => onAdd(suggestion)}
          >
            Say whose it is
          </Button>
        </Table.Td>
      )}
    </Table.Tr>
  )
}
