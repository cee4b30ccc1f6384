import { Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { query } from '../api.ts'
import { WideTable } from '../ui/WideTable.tsx'
import { instantText } from '../words.ts'

/** Who looked at what is known of whoever is signed in; nothing on the page of anybody else. */
export function OwnViews({ id }: { id: string }) {
  const self = useQuery(query('auth.whoami', {})).data?.user?.id === id
  const views = useQuery({ ...query('users.views.list', { page_size: 20 }), enabled: self })
  if (!self || !views.data) return null
  return (
    <Stack className="panel" gap="md">
      <Title order={2} size="h4">
        Who looked at this page of yours
      </Title>
      {views.data.views.length === 0 ? (
        <Text c="dimmed" size="sm">
          Nobody has. Whoever opens this page, or asks for it through the API, will be listed here.
        </Text>
      ) : (
        <WideTable minWidth={360}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Who</Table.Th>
                <Table.Th>When</Table.Th>
                <Table.Th>Why</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {views.data.views.map(({ viewer, program, at, reason }) => (
                <Table.Tr key={`${viewer} ${at} ${reason}`}>
                  <Table.Td>{program ? `${viewer} (program)` : viewer}</Table.Td>
                  <Table.Td>{instantText(at)}</Table.Td>
                  <Table.Td>{reason ?? 'not said'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
    </Stack>
  )
}
