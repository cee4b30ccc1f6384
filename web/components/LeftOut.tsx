import { Box, Button, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { counted } from '../../src/model/index.ts'
import { query, type Result } from '../api.ts'
import { WideTable } from '../ui/WideTable.tsx'
import { instantText, titleText } from '../words.ts'
import { Problem } from './Problem.tsx'

/** Things that are shown at once. */
const FEW = 20

interface Props {
  id: string
  left: Result<'sources.info'>['left']
}

/** What a source told and could not be used: how much for each reason, and each thing. */
export function LeftOut({ id, left }: Props) {
  const [open, setOpen] = useState(false)
  if (left.length === 0) return null
  return (
    <Stack gap="sm" component="section" aria-label="Left out">
      <Title order={2} size="h4">
        Left out
      </Title>
      <Box component="dl" className="facts" maw={760}>
        {left.map(({ code, things, example }) => (
          <div key={code}>
            <dt className="wrap-anywhere">
              {titleText(code)}: {example}
            </dt>
            <dd>{counted(things, 'thing')}</dd>
          </div>
        ))}
      </Box>
      {open ? (
        <Things id={id} />
      ) : (
        <Button variant="default" size="xs" w="fit-content" onClick={() => setOpen(true)}>
          Show each
        </Button>
      )}
    </Stack>
  )
}

function Things({ id }: { id: string }) {
  const list = useQuery(query('sources.left', { id, page: 1, page_size: FEW }))
  if (list.error) return <Problem error={list.error} reset={() => void list.refetch()} />
  if (!list.data) return null
  const others = list.data.total - list.data.left.length
  return (
    <>
      <WideTable minWidth={460} className="panel flush">
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>What</Table.Th>
              <Table.Th>Why</Table.Th>
              <Table.Th>Last seen</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.data.left.map(({ about, code, message, last_at }) => (
              <Table.Tr key={`${about} ${code}`}>
                <Table.Td className="wrap-anywhere">{about}</Table.Td>
                <Table.Td>{message}</Table.Td>
                <Table.Td className="nowrap">{instantText(last_at)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      {others > 0 && (
        <Text size="sm" c="dimmed">
          and {counted(others, 'other')}; the method sources.left lists all.
        </Text>
      )}
    </>
  )
}
