import { Table } from '@mantine/core'
import { cellText, type DataTable } from '../tables/table.ts'
import { WideTable } from './WideTable.tsx'

/** A table of an answer, numbers at the right. Columns that hold nothing are left out. */
export function DataTableView({ table: { title, columns, rows } }: { table: DataTable }) {
  const filled = columns.flatMap((name, place) =>
    rows.some((row) => row[place] !== null && row[place] !== '') ? [{ name, place }] : [],
  )
  const isNumber = (place: number) =>
    rows.some(
      (row) =>
        typeof row[place] === 'number' || /^[+-]?[\d,.]+$/.test(cellText(row[place] ?? null)),
    )
  return (
    <WideTable minWidth={widthOf(filled.map(({ place }) => isNumber(place)))}>
      <Table verticalSpacing={4} aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            {filled.map(({ name, place }) => (
              <Table.Th key={place} className={isNumber(place) ? 'number' : undefined}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.slice(0, 4).join(' ')}>
              {filled.map(({ place }) => (
                <Table.Td key={place} className={isNumber(place) ? 'number' : undefined}>
                  {cellText(row[place] ?? null)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

/** Pixels below which a table is scrolled instead of squeezed. */
function widthOf(areNumbers: boolean[]): number {
  return areNumbers.reduce((sum, isNumber) => sum + (isNumber ? 76 : 130), 0)
}
