import { Group, NativeSelect, Pagination, Stack, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { counted } from '../../src/model/index.ts'
import { query, type Result } from '../api.ts'
import { AcceptAll } from '../components/AcceptAll.tsx'
import { SettledAccount, WaitingAccount } from '../components/AccountRow.tsx'
import { BotAccount } from '../components/BotAccount.tsx'
import { HowAsked } from '../components/HowAsked.tsx'
import { LastDeed } from '../components/LastDeed.tsx'
import { Problem } from '../components/Problem.tsx'
import { SuspectedBots } from '../components/SuspectedBots.tsx'
import { ToButton, ToLink } from '../components/ToLink.tsx'
import { UnmatchedShare } from '../components/UnmatchedShare.tsx'
import { type AccountDeeds, useAccountDeeds } from '../components/useAccountDeeds.ts'
import { useScopes } from '../components/useScopes.ts'
import type { AccountsSearch } from '../search.ts'
import { EmptyText } from '../ui/EmptyText.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { sourceText } from '../words.ts'

const PAGE_SIZE = 25

const route = getRouteApi('/accounts')

type Sources = Result<'accounts.unmatched'>['sources']

/** Accounts that belong to nobody yet, whose they might be, and what a person says of it. */
export function AccountsPage() {
  const asked = route.useSearch()
  const args = argsOf(asked)
  const shares = useQuery(query('accounts.unmatched', {}))
  const list = useQuery({ ...query('accounts.list', args), placeholderData: keepPreviousData })
  const deeds = useAccountDeeds()
  const disabled = useScopes()?.has('users:write') === false
  return (
    <Page
      title="Accounts"
      intro="Accounts are linked to people by a verified address or a declared username. All else is a suggestion, and a person decides."
    >
      {shares.data && <UnmatchedShare sources={shares.data.sources} />}
      <SuspectedBots total={list.data?.suspected ?? 0} shown={asked.bots === true} />
      {disabled && (
        <Note kind="info" title="You may look, but not link">
          <Text size="sm">To link accounts needs the scope users:write.</Text>
        </Note>
      )}
      {shares.data && shares.data.sources.length > 0 && (
        <Asking asked={asked} sources={shares.data.sources} />
      )}
      {!asked.settled && !asked.bots && (list.data?.total ?? 0) > 0 && (
        <AcceptAll source={asked.source} deeds={deeds} disabled={disabled} />
      )}
      <LastDeed deeds={deeds} />
      {list.error && <Problem error={list.error} reset={() => void list.refetch()} />}
      {(list.isPending || shares.isPending) && <Waiting />}
      {list.data && shares.data && (
        <List
          answer={list.data}
          asked={asked}
          deeds={deeds}
          disabled={disabled}
          any={shares.data.sources.length > 0}
        />
      )}
      <HowAsked method="accounts.list" args={args} />
    </Page>
  )
}

function argsOf({ q, source, settled, bots, page = 1 }: AccountsSearch) {
  return {
    ...(q && { q }),
    ...(source && { source }),
    ...(settled && { linked: true }),
    ...(bots && { bots: true }),
    page,
    page_size: PAGE_SIZE,
  }
}

function Asking({
  asked: { q = '', source = '', settled, bots },
  sources,
}: {
  asked: AccountsSearch
  sources: Sources
}) {
  const navigate = route.useNavigate()
  const ask = (changes: AccountsSearch) =>
    void navigate({ search: (now) => ({ ...now, ...changes, page: undefined }), replace: true })
  const search = useDebouncedCallback((text: string) => ask({ q: text || undefined }), 250)
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        type="search"
        label="Search"
        placeholder="A part of a username, name or address"
        defaultValue={q}
        onChange={(event) => search(event.currentTarget.value)}
        w={{ base: '100%', xs: 300 }}
      />
      <NativeSelect
        label="Source"
        data={[
          { value: '', label: 'All' },
          ...sources.map((one) => ({ value: one.source, label: sourceText(one.source) })),
        ]}
        value={source}
        onChange={(event) => ask({ source: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label="Show"
        data={[
          { value: '', label: 'Those that wait for a person' },
          { value: 'settled', label: 'The others' },
          { value: 'bots', label: 'Bots' },
        ]}
        value={bots ? 'bots' : settled ? 'settled' : ''}
        onChange={({ currentTarget: { value } }) =>
          ask({ settled: value === 'settled' || undefined, bots: value === 'bots' || undefined })
        }
      />
    </Group>
  )
}

interface ListProps {
  answer: Result<'accounts.list'>
  asked: AccountsSearch
  deeds: AccountDeeds
  disabled: boolean
  /** Whether there is any account at all. */
  any: boolean
}

/** How each choice is listed. */
const SHOWN = {
  waiting: {
    Row: WaitingAccount,
    title: 'Whose it might be',
    order: 'those with the most pull requests first',
  },
  settled: {
    Row: SettledAccount,
    title: 'Whose it is',
    order: 'those with the most pull requests first',
  },
  bots: {
    Row: BotAccount,
    title: 'Why it is a bot',
    order: 'suspected ones first, then those with the most pull requests',
  },
}

function List({
  answer: { accounts, total, total_pages },
  asked,
  deeds,
  disabled,
  any,
}: ListProps) {
  const navigate = route.useNavigate()
  if (total === 0) return <Nothing asked={asked} any={any} />
  const { Row, title, order } = SHOWN[asked.bots ? 'bots' : asked.settled ? 'settled' : 'waiting']
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" role="status">
        {counted(total, 'account')}, {order}
      </Text>
      <div className="panel flush">
        <Table verticalSpacing="xs" className="stacking" aria-label="Accounts">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Account</Table.Th>
              <Table.Th className="number">Pull requests</Table.Th>
              <Table.Th>{title}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {accounts.map((account) => (
              <Row key={account.id} account={account} deeds={deeds} disabled={disabled} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {total_pages > 1 && (
        <Pagination
          total={total_pages}
          value={asked.page ?? 1}
          onChange={(next) => void navigate({ search: (now) => ({ ...now, page: next }) })}
          getItemProps={(item) => ({ 'aria-label': `Page ${item}` })}
          getControlProps={(control) => ({ 'aria-label': `${control} page` })}
        />
      )}
    </Stack>
  )
}

function Nothing({
  asked: { q, source, settled, bots },
  any,
}: {
  asked: AccountsSearch
  any: boolean
}) {
  if (!any)
    return (
      <EmptyText title="There are no accounts yet">
        <Text mb="sm">
          They come with the users of a tool, with pull requests and with days of use.
        </Text>
        <ToButton to="/import">Import a file</ToButton>
      </EmptyText>
    )
  if (q || source || settled || bots)
    return (
      <EmptyText title="No account is like this">
        <ToLink to="/accounts">Show all that wait for a person</ToLink>
      </EmptyText>
    )
  return (
    <EmptyText title="Every account belongs to somebody">
      <Text mb="sm">Nothing is left out of reports for want of a person.</Text>
      <ToButton to="/reports/cohort">Compare cohorts</ToButton>
    </EmptyText>
  )
}
