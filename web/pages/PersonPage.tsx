import { Badge, DataList, Group, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { dayText } from '../../src/model/index.ts'
import { query, type Result } from '../api.ts'
import { BackLink } from '../components/BackLink.tsx'
import { HowAsked } from '../components/HowAsked.tsx'
import { MergePerson } from '../components/MergePerson.tsx'
import { OwnViews } from '../components/OwnViews.tsx'
import { PersonAccounts } from '../components/PersonAccounts.tsx'
import { PersonRoles } from '../components/PersonRoles.tsx'
import { PersonTools } from '../components/PersonTools.tsx'
import { Problem } from '../components/Problem.tsx'
import { ToLink } from '../components/ToLink.tsx'
import { None } from '../ui/None.tsx'
import { Page } from '../ui/Page.tsx'
import { Spans } from '../ui/Spans.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { WideTable } from '../ui/WideTable.tsx'
import { instantText } from '../words.ts'

const route = getRouteApi('/people/$id')

type User = Result<'users.info'>['user']

/** One person: properties, team, accounts, and attributes with their history; the use of tools only when asked for. */
export function PersonPage() {
  const { id } = route.useParams()
  const info = useQuery(query('users.info', { id }))
  if (info.isPending) return <Waiting />
  if (info.error)
    return (
      <Page title="A person" above={<BackLink to="/people">People</BackLink>}>
        <Problem error={info.error} reset={() => void info.refetch()} />
        <OwnViews id={id} />
      </Page>
    )
  const { user } = info.data
  return (
    <Page
      title={user.name}
      above={<BackLink to="/people">People</BackLink>}
      intro={
        <Group gap="xs" component="span">
          <span>{user.email}</span>
          {user.deleted_at && (
            <Badge variant="default">Deactivated {instantText(user.deleted_at)}</Badge>
          )}
        </Group>
      }
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Properties user={user} />
        <PersonAccounts user={user} />
      </SimpleGrid>
      <History user={user} />
      <PersonTools key={`tools ${user.id}`} user={user} />
      <OwnViews id={user.id} />
      <PersonRoles key={user.id} user={user} />
      <MergePerson user={user} />
      <HowAsked method="users.info" args={{ email: user.email }} />
    </Page>
  )
}

function Properties({ user }: { user: User }) {
  const rows: [string, ReactNode][] = [
    ['Team', user.team?.name],
    ['Writes code', WRITES_CODE[String(user.writes_code)]],
    ['Employed since', user.start_date && dayText(user.start_date)],
    ['Left on', user.end_date && dayText(user.end_date)],
    ['Time zone', user.time_zone],
    ['Other addresses', user.aliases.join(', ')],
  ]
  return (
    <Stack className="panel" gap="sm">
      <Title order={2} size="h4">
        Properties
      </Title>
      <DataList size="sm" labelWidth="130px">
        {rows.map(([label, value]) => (
          <DataList.Item key={label}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue>{value || <None words="not known" />}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
    </Stack>
  )
}

const WRITES_CODE: Record<string, string> = { true: 'Yes, as declared', false: 'No, as declared' }

function History({ user: { history } }: { user: User }) {
  const today = new Date().toISOString().slice(0, 10)
  return (
    <Stack className="panel" gap="md">
      <Title order={2} size="h4">
        Attributes
      </Title>
      {history.length === 0 && (
        <Text c="dimmed" size="sm">
          No attribute is known. A column "attribute: Level" in a file of people makes one; see{' '}
          <ToLink to="/import">Import</ToLink>.
        </Text>
      )}
      {history.length > 0 && (
        <>
          <Spans spans={history.map((value) => ({ ...value, row: value.name }))} today={today} />
          <details>
            <summary>As a table, with sources</summary>
            <HistoryTable history={history} />
          </details>
        </>
      )}
    </Stack>
  )
}

function HistoryTable({ history }: Pick<User, 'history'>) {
  return (
    <WideTable minWidth={480}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Attribute</Table.Th>
            <Table.Th>Value</Table.Th>
            <Table.Th>From</Table.Th>
            <Table.Th>To</Table.Th>
            <Table.Th>Source</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {history.map(({ name, value, from, to, source }) => (
            <Table.Tr key={`${name} ${value} ${from}`}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>{value}</Table.Td>
              <Table.Td>{from === null ? 'undated' : dayText(from)}</Table.Td>
              <Table.Td>{to === null ? 'still holds' : dayText(to)}</Table.Td>
              <Table.Td>{source}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
