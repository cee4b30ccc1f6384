import { NativeSelect, Table, Text } from '@mantine/core'
import type { Result } from '../api.ts'
import { WideTable } from '../ui/WideTable.tsx'
import { titleText } from '../words.ts'

type Recognised = Result<'imports.create'>['recognised']

interface Props {
  columns: Recognised['columns']
  /** What a column may become, in a file of the kind. */
  fields: readonly string[]
  /** Whether a column may become an attribute of its own name too. */
  free: boolean
  mapping: Record<string, string>
  onChange: (mapping: Record<string, string>) => void
}

/** Where each column goes, with values from the file, to be said by hand. */
export function ColumnMapping({ columns, fields, free, mapping, onChange }: Props) {
  return (
    <WideTable minWidth={460}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Column</Table.Th>
            <Table.Th>For example</Table.Th>
            <Table.Th>Becomes</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map(({ header, target, samples }) => (
            <Table.Tr key={header}>
              <Table.Td className="wrap-anywhere">{header}</Table.Td>
              <Table.Td>
                <Text size="sm" c="dimmed" className="wrap-anywhere" lineClamp={2}>
                  {samples.join(', ')}
                </Text>
              </Table.Td>
              <Table.Td>
                <NativeSelect
                  aria-label={`What column ${header} becomes`}
                  value={mapping[header] ?? target}
                  data={choices([...fields, target, ...(free ? [`${ATTRIBUTE}${header}`] : [])])}
                  onChange={(event) =>
                    onChange({ ...mapping, [header]: event.currentTarget.value })
                  }
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

const ATTRIBUTE = 'attribute:'

function choices(targets: string[]) {
  const some = new Set(targets.filter((target) => target !== 'ignore'))
  return [
    { value: 'ignore', label: 'Nothing: leave it out' },
    ...[...some].map((value) => ({ value, label: labelOf(value) })),
  ]
}

function labelOf(target: string): string {
  if (target === 'wave') return 'Survey'
  return target.startsWith(ATTRIBUTE)
    ? `Attribute ${target.slice(ATTRIBUTE.length)}`
    : titleText(target)
}
