import { Button, Group, Stack, Table, Text } from '@mantine/core'
import { type Account, accountText, botText } from '../account-words.ts'
import { AccountCells } from './AccountCells.tsx'
import { ToLink } from './ToLink.tsx'
import type { AccountDeeds } from './useAccountDeeds.ts'

interface Props {
  account: Account
  deeds: AccountDeeds
  disabled: boolean
}

/** An account that is a bot, or was held for one, with why, and whose it is; a person says which it is. */
export function BotAccount({ account, deeds, disabled }: Props) {
  const { bot, bot_word, suspected, user } = account
  const name = accountText(account)
  const off = disabled || deeds.pending
  const open = bot_word === null && suspected !== null
  return (
    <Table.Tr>
      <AccountCells account={account} />
      <Table.Td>
        <Stack gap={6}>
          <Text size="sm" className="wrap-anywhere">
            {botText(account)}
          </Text>
          {user && (
            <Text size="sm" c="dimmed">
              Linked to{' '}
              <ToLink to="/people/$id" params={{ id: user.id }}>
                {user.name}
              </ToLink>
              {bot && ', whose numbers are without it'}
            </Text>
          )}
          <Group gap={6}>
            {bot && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => deeds.judge(account, false)}
                disabled={off}
                aria-label={`This is a person: ${name}`}
              >
                This is a person
              </Button>
            )}
            {(open || !bot) && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => deeds.judge(account, true)}
                disabled={off}
                aria-label={`This is a bot: ${name}`}
              >
                This is a bot
              </Button>
            )}
          </Group>
        </Stack>
      </Table.Td>
    </Table.Tr>
  )
}
