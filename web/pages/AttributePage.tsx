import {
  ActionIcon,
  Autocomplete,
  Button,
  Group,
  Stack,
  Switch,
  Table,
  Text,
  Title,
} from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { count } from '../../src/model/numbers.ts'
import { type Args, call, query, type Result } from '../api.ts'
import { BackLink } from '../components/BackLink.tsx'
import { NotFound } from '../components/NotFound.tsx'
import { Problem } from '../components/Problem.tsx'
import { SensitiveMark } from '../components/SensitiveMark.tsx'
import { ToButton, ToLink } from '../components/ToLink.tsx'
import { tell, tellFailure } from '../components/tell.tsx'
import { useScopes } from '../components/useScopes.ts'
import { useSourceKeys } from '../components/useSourceKeys.ts'
import { DownIcon, UpIcon } from '../ui/icons.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'

const route = getRouteApi('/attributes/$id')

type AttributeGroup = Result<'attributeGroups.list'>['attribute_groups'][number]
type Changes = Omit<Args<'attributeGroups.update'>, 'id'>

/** One attribute: how it is shown, who may set it, and its values in their order. */
export function AttributePage() {
  const { id } = route.useParams()
  const list = useQuery(query('attributeGroups.list', {}))
  if (list.isPending) return <Waiting />
  if (list.error)
    return (
      <Page title="An attribute" above={<BackLink to="/attributes">Attributes</BackLink>}>
        <Problem error={list.error} reset={() => void list.refetch()} />
      </Page>
    )
  const group = list.data.attribute_groups.find((one) => one.id === id)
  if (!group) return <NotFound />
  return (
    <Page
      title={group.name}
      above={<BackLink to="/attributes">Attributes</BackLink>}
      intro={`${KINDS[group.kind]} What is changed here counts at once, in lists and in reports.`}
      actions={
        !group.hidden &&
        !group.sensitive && (
          <ToButton to="/reports/cohort" search={{ attribute: group.name }} variant="light">
            Compare its cohorts
          </ToButton>
        )
      }
    >
      <Editor group={group} />
    </Page>
  )
}

const KINDS: Record<AttributeGroup['kind'], string> = {
  option: 'One of a list of values.',
  text: 'Any text.',
  number: 'A number.',
  date: 'A day.',
  boolean: 'Yes or no.',
}

function Editor({ group }: { group: AttributeGroup }) {
  const queries = useQueryClient()
  const may = useScopes()?.has('admin') ?? true
  const { mutate, isPending } = useMutation({
    mutationFn: (changes: Changes) => call('attributeGroups.update', { id: group.id, ...changes }),
    onSuccess: () => tell('Saved.'),
    onError: tellFailure,
    onSettled: () => queries.invalidateQueries(),
  })
  const locked = isPending || !may
  return (
    <>
      {!may && <Text c="dimmed">Only administrators may change attributes.</Text>}
      <Shown group={group} locked={locked} change={mutate} />
      <SensitiveMark key={`${group.sensitive}`} {...{ group, locked, change: mutate }} />
      {group.attributes.length > 0 && <Values group={group} locked={locked} change={mutate} />}
    </>
  )
}

interface PartProps {
  group: AttributeGroup
  locked: boolean
  change: (changes: Changes) => void
}

const SWITCHES = [
  ['hidden', 'Hidden', 'Left out of people, lists and reports.'],
  ['privileged', 'Privileged', 'Shown to privileged users alone.'],
  ['multiple', 'Several values', 'A person may have more than one.'],
] as const

function Shown({ group, locked, change }: PartProps) {
  const [owner, setOwner] = useState(group.owner_source ?? '')
  function submit(event: { preventDefault(): void }) {
    event.preventDefault()
    change({ owner_source: owner.trim() || null })
  }
  return (
    <Stack className="panel" gap="md">
      <Title order={2} size="h4">
        How it is shown, and who sets it
      </Title>
      {SWITCHES.map(([name, label, description]) => (
        <Switch
          key={name}
          label={label}
          description={description}
          checked={group[name]}
          disabled={locked}
          onChange={(event) => change({ [name]: event.currentTarget.checked })}
        />
      ))}
      <form onSubmit={submit}>
        <Group align="flex-end" gap="xs">
          <Autocomplete
            label="Only source that may set it"
            description="Such as okta; empty: any, and the last statement counts"
            data={useSourceKeys()}
            value={owner}
            disabled={locked}
            onChange={setOwner}
          />
          <Button
            type="submit"
            variant="default"
            disabled={locked || owner.trim() === (group.owner_source ?? '')}
          >
            Save
          </Button>
        </Group>
      </form>
    </Stack>
  )
}

function Values({ group, locked, change }: PartProps) {
  const values = group.attributes
  const names = values.map(({ name }) => name)
  const told = values.some(({ users }) => users !== null)
  const move = (from: number, to: number) =>
    change({ order: names.with(from, names[to] ?? '').with(to, names[from] ?? '') })
  return (
    <Stack className="panel" gap="sm">
      <Title order={2} size="h4">
        Values, in their order
      </Title>
      <Table className="narrow-table" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Value</Table.Th>
            {told && <Table.Th className="number">People today</Table.Th>}
            <Table.Th>Move</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {values.map(({ id, name, users }, place) => (
            <Table.Tr key={id}>
              <Table.Td>{name}</Table.Td>
              {told && (
                <Table.Td className="number">
                  <ToLink to="/people" search={{ filter: [`${group.name}=${name}`] }}>
                    {count(users ?? 0)}
                  </ToLink>
                </Table.Td>
              )}
              <Table.Td>
                <Mover
                  name={name}
                  first={locked || place === 0}
                  last={locked || place === values.length - 1}
                  move={(by) => move(place, place + by)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}

interface MoverProps {
  name: string
  /** It cannot go up. */
  first: boolean
  /** It cannot go down. */
  last: boolean
  move: (by: -1 | 1) => void
}

function Mover({ name, first, last, move }: MoverProps) {
  return (
    <ActionIcon.Group>
      <ActionIcon
        variant="default"
        aria-label={`Move ${name} up`}
        disabled={first}
        onClick={() => move(-1)}
      >
        <UpIcon size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={`Move ${name} down`}
        disabled={last}
        onClick={() => move(1)}
      >
        <DownIcon size={16} />
      </ActionIcon>
    </ActionIcon.Group>
  )
}
