import { NativeSelect, Table, Text } from '@mantine/core'
import type { Result } from '../api.ts'
import { TARGETS } from '../import-targets.ts'
import { titleText } from '../words.ts'

type Recognised = Result<'imports.create'>['recognised']

interface Props {
  recognised: Recognised
  mapping: Record<string, string>
  onChange: (mapping: Record<string, string>) => void
}

/** Where each column goes, with values from the file, to be said by hand. */
export function ColumnMapping({ recognised: { kind, columns }, mapping, onChange }: Props) {
  return (
    <Table.ScrollContainer minWidth={460}>
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
                  data={choices(kind, header, target)}
                  onChange={(event) =>
                    onChange({ ...mapping, [header]: event.currentTarget.value })
                  }
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** A column of a file of people may also be an attribute: of the name it was given, or of its own. */
function choices(kind: Recognised['kind'], header: string, target: string) {
  const attributes = new Set(
    [target.startsWith('attribute:') ? target : [], `attribute:${header}`].flat(),
  )
  return [
    { value: 'ignore', label: 'Nothing: leave it out' },
    ...TARGETS[kind].map((value) => ({ value, label: titleText(value) })),
    ...(kind === 'people' ? [...attributes] : []).map((value) => ({
      value,
      label: `Attribute ${value.slice('attribute:'.length)}`,
    })),
  ]
}
