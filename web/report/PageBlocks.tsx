import { List, Stack, Table, Text, Title } from '@mantine/core'
import { optionsOf } from '../../src/charts/charts.ts'
import type {
  Bar,
  Block,
  Cell,
  Chart as ChartBlock,
  Span,
  Table as TableBlock,
} from '../../src/charts/page.ts'
import { Chart } from '../ui/Chart.tsx'
import { Linked } from '../ui/Linked.tsx'
import { WideTable } from '../ui/WideTable.tsx'

/** A report as it is laid out for every form: each heading with what follows it is a panel. */
export function PageBlocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <Stack gap="lg">
      {panelsOf(blocks).map(({ title, parts, key }) => (
        <Stack key={key} className="panel" gap="sm" component="section" aria-label={title}>
          {title && (
            <Title order={2} size="h4">
              {title}
            </Title>
          )}
          {parts.map(({ block, key }) => (
            <OneBlock key={key} block={block} />
          ))}
        </Stack>
      ))}
    </Stack>
  )
}

interface Panel {
  key: string
  title: string | undefined
  parts: { key: string; block: Block }[]
}

function panelsOf(blocks: readonly Block[]): Panel[] {
  const panels: Panel[] = []
  blocks.forEach((block, place) => {
    const key = `${place}`
    if (block.kind === 'heading' && !block.small) panels.push({ key, title: block.text, parts: [] })
    else {
      if (panels.length === 0) panels.push({ key, title: undefined, parts: [] })
      panels.at(-1)?.parts.push({ key, block })
    }
  })
  return panels
}

function OneBlock({ block }: { block: Block }) {
  if (block.kind === 'chart') return <Figure chart={block} />
  if (block.kind === 'table') return <PageTable table={block} />
  if (block.kind === 'text') return <Text size="sm">{block.text}</Text>
  if (block.kind === 'heading')
    return (
      <Title order={3} size="h5" mt="sm">
        {block.text}
      </Title>
    )
  return (
    <List size="sm" spacing={4}>
      {block.items.map((item) => (
        <List.Item key={item}>
          <Linked text={item} />
        </List.Item>
      ))}
    </List>
  )
}

function Figure({ chart: { label, note, drawn, tables } }: { chart: ChartBlock }) {
  return (
    <div>
      <Chart chart={optionsOf} data={drawn} label={label} />
      <Text size="xs" c="dimmed" mt={4}>
        {note}
      </Text>
      {tables.length > 0 && (
        <details>
          <summary>As a table</summary>
          <Stack gap="md" mt="xs">
            {tables.map((table) => (
              <PageTable key={table.head.map(({ text }) => text).join()} table={table} />
            ))}
          </Stack>
        </details>
      )}
    </div>
  )
}

function PageTable({ table: { head, rows } }: { table: TableBlock }) {
  const columns = head.map(({ text, align }, place) => ({
    key: `${place} ${text}`,
    text,
    place,
    className: align === 'right' ? 'number' : undefined,
  }))
  return (
    <WideTable minWidth={320}>
      <Table verticalSpacing={4} className="narrow-table">
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ key, text, className }) =>
              text === '' ? (
                <Table.Td key={key} />
              ) : (
                <Table.Th key={key} className={className}>
                  {text}
                </Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.map((cell) => (typeof cell === 'string' ? cell : '')).join(' ')}>
              {columns.map(({ key, place, className }) => (
                <Table.Td key={key} className={className}>
                  <PageCell cell={row[place] ?? ''} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function PageCell({ cell }: { cell: Cell }) {
  if (typeof cell === 'string') return cell
  return 'bar' in cell ? <FilledBar bar={cell.bar} /> : <OnScale {...cell} />
}

function FilledBar({ bar }: Bar) {
  return <span className="page-bar" style={{ width: `${Math.round(100 * bar)}px` }} />
}

/** An interval on its scale, with the place of no effect. */
function OnScale({ low, at, high, zero }: Span) {
  const place = (value: number) => 100 * Math.max(0, Math.min(1, value))
  return (
    <svg width="130" height="12" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect x={place(zero)} width="1" height="12" fill="var(--quiet)" />
      <rect
        x={place(low)}
        y="5"
        width={place(high) - place(low)}
        height="2"
        fill="var(--cohort-0)"
      />
      <rect x={place(at) - 1} y="2" width="3" height="8" fill="var(--cohort-0)" />
    </svg>
  )
}
