import { Button, Stack, Table, Text, Title } from '@mantine/core'
import { accountText, botText, LINKS } from '../account-words.ts'
import type { Result } from '../api.ts'
import { None } from '../ui/None.tsx'
import { sourceText } from '../words.ts'
import { LastDeed } from './LastDeed.tsx'
import { ToLink } from './ToLink.tsx'
import { useAccountDeeds } from './useAccountDeeds.ts'
import { useScopes } from './useScopes.ts'

type User = Result<'users.info'>['user']

/** The accounts of a person, how each was linked, and the way to unlink it. */
export function PersonAccounts({ user }: { user: User }) {
  const deeds = useAccountDeeds()
  return (
    <Stack className="panel" gap="sm">
      <Title order={2} size="h4">
        Accounts
      </Title>
      {user.accounts.length === 0 ? (
        <Text c="dimmed" size="sm">
          No account of any source is linked to this person. See those that{' '}
          <ToLink to="/accounts">belong to nobody yet</ToLink>.
        </Text>
      ) : (
        <AccountTable user={user} deeds={deeds} />
      )}
      <LastDeed deeds={deeds} />
    </Stack>
  )
}

function AccountTable({ user, deeds }: { user: User; deeds: ReturnType<typeof useAccountDeeds> }) {
  const disabled = useScopes()?.has('users:write') === false
  return (
    <Table verticalSpacing={6} className="stacking" aria-label="Accounts">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Account</Table.Th>
          <Table.Th>Linked</Table.Th>
          <Table.Th aria-label="What can be done" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {user.accounts.map((account) => (
          <Table.Tr key={account.id}>
            <Table.Td className="wrap-anywhere">
              <Text size="sm" c="dimmed">
                {sourceText(account.source)}
              </Text>
              {accountText(account)}
              {account.status && (
                <Text span c="dimmed" size="sm">
                  {' '}
                  ({account.status})
                </Text>
              )}
              {(account.bot || account.bot_word === false) && <BotWords account={account} />}
            </Table.Td>
            <Table.Td data-label="Linked">
              {account.link ? LINKS[account.link] : <None words="not said" />}
            </Table.Td>
            <Table.Td className="number">
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => deeds.unlink(account, user)}
                disabled={disabled || deeds.pending}
                aria-label={`Unlink ${accountText(account)} of ${sourceText(account.source)}`}
              >
                Unlink
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** By whose word an account is a bot, or is none, and where to say what it is. */
function BotWords({ account }: { account: User['accounts'][number] }) {
  const held = account.bot && account.bot_word === null ? 'Held for a bot. ' : ''
  return (
    <Text size="sm" className="wrap-anywhere">
      {held + botText(account)}
      {account.bot && ' The numbers of this person are without it.'}{' '}
      <ToLink to="/accounts" search={{ bots: true }}>
        Say what it is
      </ToLink>
    </Text>
  )
}
