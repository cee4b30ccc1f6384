import { Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { counted } from '../../src/model/index.ts'
import { count } from '../../src/model/numbers.ts'
import { call, query, type Result } from '../api.ts'
import { BackLink } from '../components/BackLink.tsx'
import { HowAsked } from '../components/HowAsked.tsx'
import { ImportState } from '../components/ImportList.tsx'
import { PreviewView } from '../components/ImportPreview.tsx'
import { Problem } from '../components/Problem.tsx'
import { tell, tellFailure } from '../components/tell.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { codeText, instantText } from '../words.ts'

const route = getRouteApi('/import/$id')

type Import = Result<'imports.info'>['import']
type Undone = Result<'imports.undo'>['undone']

/** One import: what it did or would do, every refusal, and the way to apply it or take it back. */
export function OneImportPage() {
  const { id } = route.useParams()
  const info = useQuery(query('imports.info', { id }))
  if (info.isPending) return <Waiting />
  if (info.error)
    return (
      <Page title="An import" above={<BackLink to="/import">Imports</BackLink>}>
        <Problem error={info.error} reset={() => void info.refetch()} />
      </Page>
    )
  const { import: one, preview } = info.data
  return (
    <Page
      title={one.file_name ?? 'Import'}
      above={<BackLink to="/import">Imports</BackLink>}
      intro={one.title}
    >
      <Group gap="sm">
        <ImportState status={one.status} />
        <Text size="sm" c="dimmed">
          {whenText(one)}
        </Text>
      </Group>
      <Deeds one={one} />
      {one.error && (
        <Note kind="error" title="It failed">
          <Text size="sm">{one.error}</Text>
        </Note>
      )}
      {preview && (
        <Stack className="panel" gap="sm" component="section" aria-label="What it does">
          <Title order={2} size="h4">
            {preview.dry_run ? 'What it would do' : 'What it did'}
          </Title>
          <PreviewView preview={preview} />
        </Stack>
      )}
      <HowAsked method="imports.info" args={{ id }} />
    </Page>
  )
}

function whenText({ created_at, applied_at, undone_at }: Import): string {
  const said = [
    `Read ${instantText(created_at)}`,
    applied_at && `applied ${instantText(applied_at)}`,
    undone_at && `undone ${instantText(undone_at)}`,
  ]
  return said.filter(Boolean).join(', ')
}

function Deeds({ one: { id, status } }: { one: Import }) {
  const queries = useQueryClient()
  const again = () => queries.invalidateQueries()
  const apply = useMutation({
    mutationFn: () => call('imports.apply', { id }),
    onSuccess: () => tell('Applied.'),
    onError: tellFailure,
    onSettled: again,
  })
  if (status === 'staged')
    return (
      <Button w="fit-content" onClick={() => apply.mutate()} loading={apply.isPending}>
        Apply
      </Button>
    )
  if (status === 'applied') return <Undo id={id} />
  return null
}

/** Taking an import back: first what it would do, then the deed. */
function Undo({ id }: { id: string }) {
  const queries = useQueryClient()
  const undo = (dry_run: boolean) => call('imports.undo', { id, dry_run })
  const look = useMutation({ mutationFn: () => undo(true), onError: tellFailure })
  const deed = useMutation({
    mutationFn: () => undo(false),
    onSuccess: () => tell('Taken back.'),
    onError: tellFailure,
    onSettled: () => queries.invalidateQueries(),
  })
  if (!look.data)
    return (
      <Button
        w="fit-content"
        variant="default"
        onClick={() => look.mutate()}
        loading={look.isPending}
      >
        Undo
      </Button>
    )
  return (
    <Note kind="warning" title="Take this import back?">
      <Stack gap="sm" align="flex-start">
        <UndoneTable undone={look.data.undone} />
        <Group gap="xs">
          <Button onClick={() => deed.mutate()} loading={deed.isPending}>
            Take it back
          </Button>
          <Button variant="default" onClick={() => look.reset()} disabled={deed.isPending}>
            Keep it
          </Button>
        </Group>
      </Stack>
    </Note>
  )
}

function UndoneTable({ undone: { tables } }: { undone: Undone }) {
  const kept = tables.reduce((sum, table) => sum + table.kept, 0)
  return (
    <>
      <Text size="sm">
        {kept === 0
          ? 'Everything it changed is still as it left it, and goes back to what was before.'
          : `${counted(kept, 'entry', 'entries')} changed since then, and will stay.`}
      </Text>
      <Table verticalSpacing={4} className="narrow-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>What</Table.Th>
            <Table.Th className="number">Restored</Table.Th>
            <Table.Th className="number">Removed</Table.Th>
            <Table.Th className="number">Kept</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tables.map(({ table, restored, deleted, kept: stays }) => (
            <Table.Tr key={table}>
              <Table.Td>{codeText(table)}</Table.Td>
              <Table.Td className="number">{count(restored)}</Table.Td>
              <Table.Td className="number">{count(deleted)}</Table.Td>
              <Table.Td className="number">{count(stays)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}
