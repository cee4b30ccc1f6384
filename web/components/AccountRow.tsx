import { Button, Group, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { type Account, accountText, LINKS, reasonsText } from '../account-words.ts'
import { sourceText } from '../words.ts'
import { AccountCells } from './AccountCells.tsx'
import { ChoosePerson } from './ChoosePerson.tsx'
import { ToLink } from './ToLink.tsx'
import type { AccountDeeds } from './useAccountDeeds.ts'

interface Props {
  account: Account
  deeds: AccountDeeds
  disabled: boolean
}

/** An account that waits for a person, with whose it might be and what can be said of it. */
export function WaitingAccount({ account, deeds, disabled }: Props) {
  const [choosing, setChoosing] = useState(false)
  const name = accountText(account)
  const [best, ...others] = account.suggestions
  const off = disabled || deeds.pending
  return (
    <Table.Tr>
      <AccountCells account={account} />
      <Table.Td>
        <Stack gap={6}>
          {best ? (
            <Likely account={account} suggestion={best} others={others} />
          ) : (
            <Text size="sm" c="dimmed">
              No suggestion: nobody without an account at {sourceText(account.source)} has a similar
              name or address.
            </Text>
          )}
          <Group gap={6}>
            {best && (
              <>
                <Button
                  size="compact-sm"
                  onClick={() => deeds.link(account, best.user)}
                  disabled={off}
                  aria-label={`Accept: ${name} is ${best.user.name}'s`}
                >
                  Accept
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => deeds.reject(account, best)}
                  disabled={off}
                  aria-label={`Reject: ${name} is not ${best.user.name}'s`}
                >
                  Reject
                </Button>
              </>
            )}
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => setChoosing(!choosing)}
              disabled={off}
              aria-expanded={choosing}
              aria-label={`Choose a person for ${name}`}
            >
              Choose a person
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => deeds.nobody(account)}
              disabled={off}
              aria-label={`${name} is nobody's`}
            >
              It is nobody's
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => deeds.judge(account, true)}
              disabled={off}
              aria-label={`${name} is a bot`}
            >
              It is a bot
            </Button>
          </Group>
          {choosing && (
            <ChoosePerson
              label={`Whose is ${name}?`}
              onChoose={(person) => deeds.link(account, person)}
            />
          )}
        </Stack>
      </Table.Td>
    </Table.Tr>
  )
}

interface LikelyProps {
  account: Account
  suggestion: Account['suggestions'][number]
  others: Account['suggestions']
}

function Likely({ suggestion, others }: LikelyProps) {
  const { user, score } = suggestion
  return (
    <div>
      <ToLink to="/people/$id" params={{ id: user.id }} fw={500}>
        {user.name}
      </ToLink>{' '}
      <Text span size="sm" c="dimmed" className="wrap-anywhere">
        {user.email}
      </Text>
      <Text size="sm">
        <Text span size="sm" fw={600} className="tabular">
          {score.toFixed(2)}
        </Text>{' '}
        {reasonsText(suggestion)}
      </Text>
      {others.length > 0 && (
        <Text size="sm" c="dimmed">
          or {others.map((other) => `${other.user.name} (${other.score.toFixed(2)})`).join(', ')}
        </Text>
      )}
    </div>
  )
}

/** An account that waits for nobody: a person's, a bot's, or said to be nobody's. */
export function SettledAccount({ account, deeds, disabled }: Props) {
  const { user, bot, link } = account
  return (
    <Table.Tr>
      <AccountCells account={account} />
      <Table.Td>
        <Group gap="xs" justify="space-between">
          <Text component="div" size="sm">
            {user ? (
              <ToLink to="/people/$id" params={{ id: user.id }} fw={500}>
                {user.name}
              </ToLink>
            ) : (
              whoseText(bot)
            )}{' '}
            <Text span size="sm" c="dimmed">
              {link && LINKS[link]}
            </Text>
          </Text>
          {link && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => deeds.unlink(account, user)}
              disabled={disabled || deeds.pending}
              aria-label={`Unlink ${accountText(account)}`}
            >
              Unlink
            </Button>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

function whoseText(bot: boolean): string {
  return bot ? "A bot's" : "Nobody's"
}
