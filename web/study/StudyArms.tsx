import { Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { wholePercent } from '../../src/model/numbers.ts'
import type { Result } from '../api.ts'
import { useScopes } from '../components/useScopes.ts'
import { None } from '../ui/None.tsx'
import { WideTable } from '../ui/WideTable.tsx'

type Balance = NonNullable<Result<'studies.info'>['balance']>

/** Whom chance put where, and how even that is. */
export function StudyArms({ id, name, balance }: { id: string; name: string; balance: Balance }) {
  const people = useScopes()?.has('users:write')
  return (
    <Stack className="panel" gap="sm" component="section" aria-label="Arms">
      <Group justify="space-between">
        <Title order={2} size="h4">
          Arms
        </Title>
        <Group gap="xs">
          <Download href={`/studies.teams?id=${id}&format=csv`} words="Teams as CSV" />
          {people && (
            <Download href={`/studies.people?id=${id}&format=csv`} words="People as CSV" />
          )}
        </Group>
      </Group>
      <BalanceTable balance={balance} label={`How even the arms of ${name} are`} />
      {balance.arms.map(({ arm, names }) => (
        <details key={arm}>
          <summary>Teams of {arm}</summary>
          <Text size="sm" mt="xs">
            {names.join(', ')}
          </Text>
        </details>
      ))}
    </Stack>
  )
}

function Download({ href, words }: { href: string; words: string }) {
  return (
    <Button component="a" href={href} download variant="default" size="xs">
      {words}
    </Button>
  )
}

/** Each arm beside everybody: teams, people, and the shares of levels and divisions. */
export function BalanceTable({ balance, label }: { balance: Balance; label: string }) {
  const { arms, rows, people } = balance
  const teams = arms.reduce((sum, arm) => sum + arm.teams, 0)
  const share = (value: number | null) => (value === null ? null : wholePercent(value))
  return (
    <WideTable minWidth={320}>
      <Table verticalSpacing={4} className="narrow-table" aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            <Table.Th className="number">Everybody</Table.Th>
            {arms.map(({ arm }) => (
              <Table.Th key={arm} className="number">
                {arm}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Line words="Teams" cells={[teams, ...arms.map((arm) => arm.teams)]} />
          <Line words="People" cells={[people, ...arms.map((arm) => arm.people)]} />
          {rows.map(({ trait, value, everybody, arms }) => (
            <Line
              key={`${trait} ${value}`}
              words={`${trait}: ${value}`}
              cells={[everybody, ...arms].map(share)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function Line({ words, cells }: { words: string; cells: (number | string | null)[] }) {
  return (
    <Table.Tr>
      <Table.Td>{words}</Table.Td>
      {cells.map((cell, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
        <Table.Td key={column} className="number">
          {cell ?? <None words="too few people" />}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}
