import { Badge, Pagination, Stack, Table, Text, Title } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { count } from '../../src/model/numbers.ts'
import { query, type Result } from '../api.ts'
import { instantText, titleText } from '../words.ts'
import { Problem } from './Problem.tsx'
import { ToLink } from './ToLink.tsx'

const PAGE_SIZE = 15

type Import = Result<'imports.list'>['imports'][number]

interface Props {
  page: number
  onPage: (page: number) => void
}

/** All imports, the newest first, with what became of each. */
export function ImportList({ page, onPage }: Props) {
  const list = useQuery({
    ...query('imports.list', { page, page_size: PAGE_SIZE }),
    placeholderData: keepPreviousData,
  })
  if (list.error) return <Problem error={list.error} reset={() => void list.refetch()} />
  if (!list.data || list.data.total === 0) return null
  const { imports, total_pages } = list.data
  return (
    <Stack gap="sm" component="section" aria-label="Imports so far">
      <Title order={2} size="h4">
        Imports so far
      </Title>
      <div className="panel flush">
        <Table verticalSpacing="xs" className="stacking" aria-label="Imports so far">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>File</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th className="number">Created</Table.Th>
              <Table.Th className="number">Changed</Table.Th>
              <Table.Th className="number">Refused</Table.Th>
              <Table.Th>When</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {imports.map((one) => (
              <ImportRow key={one.id} one={one} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {total_pages > 1 && <Pagination total={total_pages} value={page} onChange={onPage} />}
    </Stack>
  )
}

function ImportRow({ one: { id, file_name, title, status, counts, ...times } }: { one: Import }) {
  return (
    <Table.Tr>
      <Table.Td>
        <ToLink to="/import/$id" params={{ id }} className="wrap-anywhere" fw={500}>
          {file_name ?? 'Without name'}
        </ToLink>
        <Text size="sm" c="dimmed">
          {title}
        </Text>
      </Table.Td>
      <Table.Td>
        <ImportState status={status} />
      </Table.Td>
      <Table.Td data-label="Created" className="number">
        {counts && count(counts.created)}
      </Table.Td>
      <Table.Td data-label="Changed" className="number">
        {counts && count(counts.changed)}
      </Table.Td>
      <Table.Td data-label="Refused" className="number">
        {counts && count(counts.refused)}
      </Table.Td>
      <Table.Td data-label="When" className="nowrap">
        {instantText(times.undone_at ?? times.applied_at ?? times.created_at)}
      </Table.Td>
    </Table.Tr>
  )
}

const STATES: Record<Import['status'], [text: string, color: string]> = {
  staging: ['Being read', 'gray'],
  staged: ['Previewed only', 'gray'],
  applied: ['Applied', 'teal'],
  undone: ['Undone', 'orange'],
  failed: ['Failed', 'red'],
}

export function ImportState({ status }: { status: Import['status'] }) {
  const [text, color] = STATES[status] ?? [titleText(status), 'gray']
  return (
    <Badge variant="light" color={color} tt="none" fw={600} miw="max-content">
      {text}
    </Badge>
  )
}
