import { Group, MultiSelect, SimpleGrid, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { count } from '../../src/model/numbers.ts'
import { query, type Result } from '../api.ts'
import { filtersOf, pairsOf, valuePairs } from '../filters.ts'

/** Which people are meant, as the methods take it. */
export interface Among {
  team?: string[] | undefined
  filter?: string[] | undefined
}

interface Props {
  value: Among
  /** Whether people are looked up, where sensitive attributes may be asked for too; no report takes them. */
  directory?: boolean
  onChange: (among: Among) => void
}

/** Attributes that a question may name at once. */
const MOST = 3

/** Which people are meant: in these teams, and with these values of attributes. */
export function PeopleFilters({ value, directory = false, onChange }: Props) {
  const { team = [], filter = [] } = value
  const teams = useQuery(query('teams.list', {}))
  const groups = useQuery(query('attributeGroups.list', {}))
  const names = [...new Set(teams.data?.teams.map(({ name }) => name))].sort()
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <MultiSelect
        label="Teams"
        description="With the teams below them; empty: all"
        data={names}
        value={team}
        onChange={(next) => onChange({ team: next })}
        searchable
        clearable
      />
      <Values
        groups={groups.data?.attribute_groups.filter((it) => directory || !it.sensitive) ?? []}
        filter={filter}
        onChange={(next) => onChange({ filter: next })}
      />
    </SimpleGrid>
  )
}

interface ValuesProps {
  groups: Result<'attributeGroups.list'>['attribute_groups']
  filter: string[]
  onChange: (filter: string[]) => void
}

function Values({ groups, filter, onChange }: ValuesProps) {
  const users = new Map<string, number | null>(
    groups.flatMap(({ name, attributes }) =>
      attributes.map((value) => [`${name}=${value.name}`, value.users] as const),
    ),
  )
  const full = filter.length >= MOST
  const chosen = new Set(filter.map((one) => one.slice(0, one.indexOf('='))))
  return (
    <MultiSelect
      label="Only people with"
      description={`Any of the values of an attribute, of up to ${MOST} attributes`}
      data={valuePairs(groups).map(({ group, items }) => ({
        group,
        items: items.map((item) => ({ ...item, disabled: full && !chosen.has(group) })),
      }))}
      renderOption={({ option: { value } }) => (
        <Group justify="space-between" gap="sm" wrap="nowrap" flex={1}>
          <span>{value.slice(value.indexOf('=') + 1)}</span>
          <UserCount users={users.get(value)} />
        </Group>
      )}
      value={pairsOf(filter)}
      onChange={(pairs) => onChange(filtersOf(pairs))}
      searchable
      clearable
    />
  )
}

function UserCount({ users }: { users: number | null | undefined }) {
  if (users === null || users === undefined) return null
  return (
    <Text span size="sm" c="dimmed" title={`${count(users)} people today`}>
      {count(users)}
    </Text>
  )
}
