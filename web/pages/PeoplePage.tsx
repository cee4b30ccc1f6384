import { Badge, Group, Pagination, Stack, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { counted } from '../../src/model/index.ts'
import { query, type Result } from '../api.ts'
import { PeopleFilters } from '../components/PeopleFilters.tsx'
import { Problem } from '../components/Problem.tsx'
import { ToButton, ToLink } from '../components/ToLink.tsx'
import type { PeopleSearch } from '../search.ts'
import { EmptyText } from '../ui/EmptyText.tsx'
import { None } from '../ui/None.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { WideTable } from '../ui/WideTable.tsx'

const PAGE_SIZE = 25
/** As many attributes as fit beside a name. */
const COLUMNS = 4

const route = getRouteApi('/people')

type User = Result<'users.search'>['users'][number]

/** Everybody whom Facet knows, to be searched. */
export function PeoplePage() {
  const asked = route.useSearch()
  const { q = '', team = [], filter = [], page = 1 } = asked
  const navigate = route.useNavigate()
  const found = useQuery({
    ...query('users.search', { q, team, filter, page, page_size: PAGE_SIZE }),
    placeholderData: keepPreviousData,
  })
  const groups = useQuery(query('attributeGroups.list', {}))
  const ask = (changes: Omit<PeopleSearch, 'page'>) =>
    void navigate({ search: (now) => ({ ...now, ...changes, page: undefined }), replace: true })
  const search = useDebouncedCallback((text: string) => ask({ q: text || undefined }), 250)
  const columns = (groups.data?.attribute_groups ?? [])
    .filter(({ hidden }) => !hidden)
    .slice(0, COLUMNS)
    .map(({ name }) => name)
  return (
    <Page title="People" intro="Everybody Facet knows, whether or not they write code.">
      <TextInput
        type="search"
        label="Search"
        placeholder="A part of a name, address or username"
        defaultValue={q}
        onChange={(event) => search(event.currentTarget.value)}
        maw={420}
      />
      <PeopleFilters directory value={{ team, filter }} onChange={ask} />
      {found.error && <Problem error={found.error} reset={() => void found.refetch()} />}
      {found.isPending && <Waiting />}
      {found.data && <Found answer={found.data} columns={columns} asked={asked} />}
    </Page>
  )
}

interface FoundProps {
  answer: Result<'users.search'>
  columns: string[]
  asked: PeopleSearch
}

function Found({ answer: { users, total, total_pages }, columns, asked }: FoundProps) {
  const navigate = route.useNavigate()
  const { q, page = 1 } = asked
  if (total === 0) return <Nobody asked={asked} />
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" role="status">
        {counted(total, 'person', 'people')}
        {q && ` with "${q}"`}
      </Text>
      <WideTable minWidth={320} className="panel flush">
        <Table highlightOnHover verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person</Table.Th>
              <Table.Th visibleFrom="xs">Team</Table.Th>
              {columns.map((name) => (
                <Table.Th key={name} visibleFrom="sm">
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {users.map((user) => (
              <PersonRow key={user.id} user={user} columns={columns} />
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      {total_pages > 1 && (
        <Pagination
          total={total_pages}
          value={page}
          onChange={(next) => void navigate({ search: (now) => ({ ...now, page: next }) })}
          getItemProps={(item) => ({ 'aria-label': `Page ${item}` })}
          getControlProps={(control) => ({ 'aria-label': CONTROLS[control] })}
        />
      )}
    </Stack>
  )
}

const CONTROLS = {
  first: 'First page',
  previous: 'Page before',
  next: 'Next page',
  last: 'Last page',
}

function PersonRow({ user, columns }: { user: User; columns: string[] }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={8}>
          <ToLink to="/people/$id" params={{ id: user.id }} fw={500}>
            {user.name}
          </ToLink>
          {user.deleted_at && (
            <Badge variant="default" size="sm" tt="none" fw={500}>
              Deactivated
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" className="wrap-anywhere">
          {user.email}
        </Text>
        <Text size="sm" c="dimmed" hiddenFrom="xs">
          {user.team?.name}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="xs">{user.team?.name ?? <None />}</Table.Td>
      {columns.map((name) => (
        <Table.Td key={name} visibleFrom="sm">
          {valuesOf(user, name) || <None words="not known" />}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

function valuesOf({ attributes }: User, attribute: string): string {
  return attributes.flatMap(({ name, value }) => (name === attribute ? [value] : [])).join(', ')
}

function Nobody({ asked: { q, team, filter } }: Pick<FoundProps, 'asked'>) {
  if (team?.length || filter?.length)
    return (
      <EmptyText title="Nobody fits">
        Nobody is in these teams and has these values today{q && `, with "${q}"`}. Choose less.
      </EmptyText>
    )
  if (q)
    return (
      <EmptyText title={`Nobody is found with "${q}"`}>
        Search for a part of a name, an address or a username, or clear the search.
      </EmptyText>
    )
  return (
    <EmptyText title="Nobody is known yet">
      <Text mb="sm">
        Import a list of people: an export of your HR system or identity provider.
      </Text>
      <ToButton to="/import">Import people</ToButton>
    </EmptyText>
  )
}
