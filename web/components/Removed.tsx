import { List, Stack, Text } from '@mantine/core'
import { count } from '../../src/model/numbers.ts'
import { codeText } from '../words.ts'

/** What goes for good, by table. */
export function Removed({
  removed,
  title = 'This would go for good:',
  none,
}: {
  removed: readonly { table: string; rows: number }[]
  title?: string
  /** What is said when nothing goes. */
  none: string
}) {
  if (removed.length === 0)
    return (
      <Text size="sm" role="status">
        {none}
      </Text>
    )
  return (
    <Stack gap={4} role="status">
      <Text size="sm">{title}</Text>
      <List size="sm">
        {removed.map(({ table, rows }) => (
          <List.Item key={table}>
            {codeText(table)}: {count(rows)}
          </List.Item>
        ))}
      </List>
    </Stack>
  )
}
