import { Button, Group, NativeSelect, Stack, Table, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { counted } from '../../src/model/index.ts'
import { accountText, reasonsText } from '../account-words.ts'
import { call, type Result } from '../api.ts'
import { Note } from '../ui/Note.tsx'
import { sourceText } from '../words.ts'
import { tellFailure } from './tell.tsx'
import type { AccountDeeds } from './useAccountDeeds.ts'

type Preview = Result<'accounts.acceptSuggestions'>

interface Props {
  source: string | undefined
  deeds: AccountDeeds
  disabled: boolean
}

/** Accepting all suggestions from a score on: first what it would link, then the deed. */
export function AcceptAll({ source, deeds, disabled }: Props) {
  const [score, setScore] = useState('0.9')
  const args = { score: Number(score), source }
  const look = useMutation({
    mutationFn: () => call('accounts.acceptSuggestions', { ...args, dry_run: true }),
    onError: tellFailure,
  })
  return (
    <Stack gap="sm">
      <Group gap="xs" align="flex-end">
        <NativeSelect
          label="Accept all suggestions from score"
          data={['0.9', '0.8', '0.7', '0.6', '0.5']}
          value={score}
          onChange={(event) => {
            setScore(event.currentTarget.value)
            look.reset()
          }}
          disabled={disabled}
        />
        <Button
          variant="default"
          onClick={() => look.mutate()}
          loading={look.isPending}
          disabled={disabled || deeds.pending}
        >
          Preview
        </Button>
      </Group>
      {look.data && (
        <Ask
          preview={look.data}
          accept={() => {
            deeds.acceptAll(args)
            look.reset()
          }}
          leave={() => look.reset()}
        />
      )}
    </Stack>
  )
}

function Ask({
  preview: { total, links },
  accept,
  leave,
}: {
  preview: Preview
  accept: () => void
  leave: () => void
}) {
  if (total === 0)
    return (
      <Note kind="info" title="There is nothing to accept">
        <Text size="sm">
          No suggestion reaches this score and fits one account and one person alone.
        </Text>
      </Note>
    )
  return (
    <Note kind="warning" title={`Link ${counted(total, 'account')}?`}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          Each fits one person better than all others, and no other account of its source fits that
          person as well.
          {total > links.length && ` These are the first ${links.length}.`}
        </Text>
        <div className="tall-list">
          <Table verticalSpacing={4} aria-label="Would be linked">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Account</Table.Th>
                <Table.Th>Person</Table.Th>
                <Table.Th className="number">Score</Table.Th>
                <Table.Th visibleFrom="sm">Because</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {links.map((link) => (
                <Table.Tr key={link.account.id}>
                  <Table.Td className="wrap-anywhere">
                    {accountText(link.account)}{' '}
                    <Text span size="sm" c="dimmed">
                      {sourceText(link.account.source)}
                    </Text>
                  </Table.Td>
                  <Table.Td>{link.user.name}</Table.Td>
                  <Table.Td className="number">{link.score.toFixed(2)}</Table.Td>
                  <Table.Td visibleFrom="sm">{reasonsText(link)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
        <Group gap="xs">
          <Button onClick={accept}>Link {counted(total, 'account')}</Button>
          <Button variant="default" onClick={leave}>
            Link none
          </Button>
        </Group>
      </Stack>
    </Note>
  )
}
