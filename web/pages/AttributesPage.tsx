import { Badge, Group, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { counted } from '../../src/model/index.ts'
import { query, type Result } from '../api.ts'
import { HowAsked } from '../components/HowAsked.tsx'
import { Problem } from '../components/Problem.tsx'
import { ToButton, ToLink } from '../components/ToLink.tsx'
import { EmptyText } from '../ui/EmptyText.tsx'
import { None } from '../ui/None.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { WideTable } from '../ui/WideTable.tsx'
import { sourceText, titleText } from '../words.ts'

type AttributeGroup = Result<'attributeGroups.list'>['attribute_groups'][number]

/** Every attribute with its values, and how it is shown. */
export function AttributesPage() {
  const list = useQuery(query('attributeGroups.list', {}))
  return (
    <Page
      title="Attributes"
      intro="What people can be told apart by, in reports and in lists: level, role, place, the use of a tool. Every value has a source and the days on which it holds."
    >
      {list.isPending && <Waiting />}
      {list.error && <Problem error={list.error} reset={() => void list.refetch()} />}
      {list.data && <Attributes groups={list.data.attribute_groups} />}
      <HowAsked method="attributeGroups.list" args={{}} />
    </Page>
  )
}

function Attributes({ groups }: { groups: AttributeGroup[] }) {
  if (groups.length === 0)
    return (
      <EmptyText title="There is no attribute yet">
        <Text mb="sm">
          A column "attribute: Level" in a file of people makes one, and so does a list of the users
          of a tool.
        </Text>
        <ToButton to="/import">Import a file</ToButton>
      </EmptyText>
    )
  return (
    <WideTable minWidth={340} className="panel flush">
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Attribute</Table.Th>
            <Table.Th>Values</Table.Th>
            <Table.Th visibleFrom="sm">Kind</Table.Th>
            <Table.Th visibleFrom="sm">Set by</Table.Th>
            <Table.Th visibleFrom="xs">Report</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <AttributeRow key={group.id} group={group} />
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

/** Values that fit into a line. */
const FEW = 6

function AttributeRow({ group }: { group: AttributeGroup }) {
  const { id, name, kind, attributes: values, owner_source, hidden, sensitive } = group
  const more = values.length - FEW
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={8}>
          <ToLink to="/attributes/$id" params={{ id }} fw={500}>
            {name}
          </ToLink>
          <Marks group={group} />
        </Group>
      </Table.Td>
      <Table.Td>
        {values.length === 0 && <None />}
        {values
          .slice(0, FEW)
          .map((value) => value.name)
          .join(', ')}
        {more > 0 && (
          <Text span c="dimmed" size="sm">
            {' '}
            and {counted(more, 'other')}
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm">{titleText(kind)}</Table.Td>
      <Table.Td visibleFrom="sm">
        {owner_source ? `${sourceText(owner_source)} alone` : 'Any source'}
      </Table.Td>
      <Table.Td visibleFrom="xs">
        {hidden || sensitive ? (
          <None words={`${hidden ? 'hidden' : 'sensitive'} attributes are in no report`} />
        ) : (
          <ToLink to="/reports/cohort" search={{ attribute: name }} size="sm">
            Compare
          </ToLink>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

export function Marks({
  group,
}: {
  group: Pick<AttributeGroup, 'hidden' | 'privileged' | 'sensitive' | 'multiple'>
}) {
  const marks = [
    group.hidden && 'Hidden',
    group.privileged && 'Privileged',
    group.sensitive && 'Sensitive',
    group.multiple && 'Several values',
  ].filter((mark) => mark !== false)
  return marks.map((mark) => (
    <Badge key={mark} variant="default" size="sm" tt="none" fw={500}>
      {mark}
    </Badge>
  ))
}
