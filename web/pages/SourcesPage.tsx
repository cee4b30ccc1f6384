import { Group, Stack, Table, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { query } from '../api.ts'
import { HowAsked } from '../components/HowAsked.tsx'
import { Problem } from '../components/Problem.tsx'
import { SourceForm } from '../components/SourceForm.tsx'
import { SourceState } from '../components/SourceState.tsx'
import { ToButton, ToLink } from '../components/ToLink.tsx'
import { useScopes } from '../components/useScopes.ts'
import { nextText, type Source } from '../source-words.ts'
import { EmptyText } from '../ui/EmptyText.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import type { Kind } from '../useSourceDraft.ts'
import { instantText } from '../words.ts'

const route = getRouteApi('/sources')

/** How often the list is asked again while a source is being read; milliseconds. */
const WHILE_READING = 2_000

/** The servers that Facet reads by itself, how each stands, and the way to connect another. */
export function SourcesPage() {
  const { add } = route.useSearch()
  const may = useScopes()?.has('sources:write')
  const list = useQuery({
    ...query('sources.list', {}),
    enabled: may === true,
    refetchInterval: ({ state }) =>
      state.data?.sources.some(({ reading }) => reading) ? WHILE_READING : false,
  })
  return (
    <Page
      title="Sources"
      intro="Servers that Facet reads by itself: who has an account, days of use, pull requests, deployments. It changes nothing there, unless you push attributes to DX."
    >
      {may === false && (
        <Note kind="info">
          <Text size="sm">Only Workspace Admins may see and connect sources.</Text>
        </Note>
      )}
      {may !== false && list.isPending && <Waiting />}
      {list.error && <Problem error={list.error} reset={() => void list.refetch()} />}
      {list.data && <Sources sources={list.data.sources} add={add} />}
      <HowAsked method="sources.list" args={{}} />
    </Page>
  )
}

function Sources({ sources, add }: { sources: Source[]; add: string | undefined }) {
  const { data } = useQuery(query('sources.kinds', {}))
  const queries = useQueryClient()
  const navigate = route.useNavigate()
  const kinds = data?.kinds ?? []
  const kind = kinds.find((it) => it.kind === add)
  async function saved({ id }: Source) {
    await queries.invalidateQueries()
    await navigate({ to: '/sources/$id', params: { id } })
  }
  return (
    <>
      {sources.length > 0 && <SourceTable sources={sources} />}
      {kind ? (
        <SourceForm
          key={kind.kind}
          kind={kind}
          onSaved={(source) => void saved(source)}
          onLeave={() => void navigate({ search: {} })}
        />
      ) : (
        <Connect first={sources.length === 0} kinds={kinds} />
      )}
    </>
  )
}

function Connect({ first, kinds }: { first: boolean; kinds: Kind[] }) {
  const buttons = (
    <Group gap="xs">
      {kinds.map(({ kind, title }) => (
        <ToButton key={kind} to="/sources" search={{ add: kind }} variant="default">
          Connect {title}
        </ToButton>
      ))}
    </Group>
  )
  if (!first) return buttons
  return (
    <EmptyText title="Nothing is connected yet">
      <Stack gap="md">
        <Text maw={760}>
          With a token that may only read, Facet follows a server by itself: who has an account at
          Coder and on which days it was used, and the pull requests, reviews and deployments of
          GitHub or GitLab. You see what would be read before anything is kept. Without a
          connection, files do as well.
        </Text>
        {buttons}
      </Stack>
    </EmptyText>
  )
}

function SourceTable({ sources }: { sources: Source[] }) {
  return (
    <div className="panel flush">
      <Table verticalSpacing="sm" highlightOnHover className="stacking">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Source</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Last run</Table.Th>
            <Table.Th>Next run</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sources.map((source) => (
            <SourceRow key={source.id} source={source} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function SourceRow({ source }: { source: Source }) {
  const { id, name, title, last_run } = source
  return (
    <Table.Tr>
      <Table.Td>
        <ToLink to="/sources/$id" params={{ id }} fw={500} className="wrap-anywhere">
          {name}
        </ToLink>
        {name !== title && (
          <Text size="sm" c="dimmed">
            {title}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <SourceState source={source} />
        {last_run?.error && (
          <Text size="sm" mt={4} className="wrap-anywhere">
            {last_run.error}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label="Last run">
        {last_run ? instantText(last_run.ended_at ?? last_run.started_at) : 'Never'}
      </Table.Td>
      <Table.Td data-label="Next run">{nextText(source)}</Table.Td>
    </Table.Tr>
  )
}
