import { Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { dayText } from '../../src/model/index.ts'
import { query, type Result } from '../api.ts'
import { HowAsked } from '../components/HowAsked.tsx'
import { Problem } from '../components/Problem.tsx'
import { ToButton, ToLink } from '../components/ToLink.tsx'
import { StudyState } from '../study/StudyState.tsx'
import { EmptyText } from '../ui/EmptyText.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'

type Study = Result<'studies.list'>['studies'][number]

/** Every study, and how far it is. */
export function StudiesPage() {
  const list = useQuery(query('studies.list', {}))
  const some = (list.data?.studies.length ?? 0) > 0
  return (
    <Page
      title="Studies"
      intro="Give a tool to teams that are drawn by lot, and see on a day that was said before what it did. Nothing else tells a cause so well."
      actions={some && <ToButton to="/studies/new">New study</ToButton>}
    >
      {list.isPending && <Waiting />}
      {list.error && <Problem error={list.error} reset={() => void list.refetch()} />}
      {list.data && (some ? <StudyTable studies={list.data.studies} /> : <First />)}
      <HowAsked method="studies.list" args={{}} />
    </Page>
  )
}

function First() {
  return (
    <EmptyText title="There is no study yet">
      <Text mb="sm" maw={760}>
        Is a tool about to be rolled out team by team? Draw the order by lot: then the teams that
        have it and those that wait differ by chance alone. Say what you expect, and see at once
        whether you have teams enough to find it.
      </Text>
      <ToButton to="/studies/new">Plan a study</ToButton>
    </EmptyText>
  )
}

function StudyTable({ studies }: { studies: Study[] }) {
  return (
    <div className="panel flush">
      <Table verticalSpacing="sm" highlightOnHover className="stacking">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Study</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>From</Table.Th>
            <Table.Th>Results from</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {studies.map((study) => (
            <Table.Tr key={study.id}>
              <Table.Td>
                <ToLink
                  to="/studies/$id"
                  params={{ id: study.id }}
                  fw={500}
                  className="wrap-anywhere"
                >
                  {study.name}
                </ToLink>
                <Text size="sm" c="dimmed">
                  {study.arms.join(' against ')}
                </Text>
              </Table.Td>
              <Table.Td>
                <StudyState state={study.state} />
              </Table.Td>
              <Table.Td data-label="From">{dayText(study.from)}</Table.Td>
              <Table.Td data-label="Results from">{dayText(study.to)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
