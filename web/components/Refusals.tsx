import { Code, Table, Title } from '@mantine/core'
import { counted } from '../../src/model/index.ts'
import { WideTable } from '../ui/WideTable.tsx'
import { titleText } from '../words.ts'
import type { Preview } from './ImportPreview.tsx'

interface Props {
  refusals: Preview['refusals']
  import_id: string
}

/** Lines that could not be used, by reason, the first of each with their numbers; all of them in a file. */
export function Refusals({ refusals, import_id }: Props) {
  return (
    <section>
      <Title order={3} size="h6" mb={4}>
        Refused lines
      </Title>
      <WideTable minWidth={460}>
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className="number">Line</Table.Th>
              <Table.Th>Why</Table.Th>
              <Table.Th>As it was read</Table.Th>
            </Table.Tr>
          </Table.Thead>
          {refusals.map((refusal) => (
            <RefusalRows key={refusal.code} refusal={refusal} />
          ))}
        </Table>
      </WideTable>
      <a
        href={`/imports.info?id=${encodeURIComponent(import_id)}&format=csv`}
        className="plain-link"
      >
        All refused lines as CSV
      </a>
    </section>
  )
}

function RefusalRows({
  refusal: { code, lines, first },
}: {
  refusal: Preview['refusals'][number]
}) {
  const others = lines - first.length
  return (
    <Table.Tbody>
      <Table.Tr>
        <Table.Th colSpan={3} scope="rowgroup">
          {titleText(code)}: {counted(lines, 'line')}
        </Table.Th>
      </Table.Tr>
      {first.map(({ line, message, raw }) => (
        <Table.Tr key={line}>
          <Table.Td className="number">{line}</Table.Td>
          <Table.Td>{message}</Table.Td>
          <Table.Td>{raw && <Code className="wrap-anywhere">{raw}</Code>}</Table.Td>
        </Table.Tr>
      ))}
      {others > 0 && (
        <Table.Tr>
          <Table.Td />
          <Table.Td colSpan={2} c="dimmed">
            and {counted(others, 'other line')}
          </Table.Td>
        </Table.Tr>
      )}
    </Table.Tbody>
  )
}
