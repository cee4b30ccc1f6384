import { Badge, Group, Table, Text } from '@mantine/core'
import { count } from '../../src/model/numbers.ts'
import { type Account, accountText } from '../account-words.ts'
import { sourceText } from '../words.ts'

/** What an account is called at its source, and how much hangs on it: the first cells of its row. */
export function AccountCells({ account }: { account: Account }) {
  const { source, username, email, name, status, pull_requests } = account
  const further = [name, email].filter((text) => text && text !== accountText(account))
  return (
    <>
      <Table.Td>
        <Group gap={6}>
          <Text span fw={500} className="wrap-anywhere">
            {username ?? accountText(account)}
          </Text>
          <Badge variant="default" size="sm" tt="none" fw={500}>
            {sourceText(source)}
          </Badge>
          {status && (
            <Text span size="sm" c="dimmed">
              {status}
            </Text>
          )}
        </Group>
        {further.length > 0 && (
          <Text size="sm" c="dimmed" className="wrap-anywhere">
            {further.join(', ')}
          </Text>
        )}
      </Table.Td>
      <Table.Td className="number" data-label="Pull requests">
        {count(pull_requests)}
      </Table.Td>
    </>
  )
}
