import { Stack, Table, Text, Title } from '@mantine/core'
import { counted } from '../../src/model/index.ts'
import { count } from '../../src/model/numbers.ts'
import type { Source, Sync } from '../source-words.ts'
import { Note } from '../ui/Note.tsx'
import { StepProgress } from '../ui/StepProgress.tsx'
import { WideTable } from '../ui/WideTable.tsx'
import { instantText, titleText } from '../words.ts'

/** The last run over a source: how far it is, or what became of it. */
export function LastRun({ source: { last_run: run } }: { source: Source }) {
  if (!run) return <Text c="dimmed">It has not been read yet.</Text>
  return (
    <Stack gap="sm" component="section" aria-label="Last run">
      <Title order={2} size="h4">
        Last run
      </Title>
      <Text size="sm" c="dimmed">
        {whenText(run)}
      </Text>
      {run.status === 'running' && <RunProgress run={run} />}
      {run.error && (
        <Note kind="error" title="It failed">
          <Text size="sm" className="wrap-anywhere">
            {run.error}
          </Text>
          {run.retry_at && <Text size="sm">It is tried again {instantText(run.retry_at)}.</Text>}
        </Note>
      )}
      {run.status === 'cut' && (
        <Note kind="warning" title="It was cut off">
          <Text size="sm">What it brought is kept, and the next run goes on there.</Text>
        </Note>
      )}
      <RunCounts run={run} />
    </Stack>
  )
}

function whenText({ started_at, ended_at, asked_by }: Sync): string {
  const began = `Began ${instantText(started_at)}${asked_by === 'schedule' ? ' by schedule' : ''}`
  return ended_at ? `${began}, ended ${instantText(ended_at)}` : began
}

function RunProgress({ run: { progress, batches } }: { run: Sync }) {
  return (
    <StepProgress
      progress={progress}
      before="Asking the source"
      more={`${counted(batches, 'piece')} kept`}
    />
  )
}

function RunCounts({ run: { counts, status } }: { run: Sync }) {
  const kinds = Object.entries(counts)
  if (kinds.length === 0)
    return status === 'done' ? <Text size="sm">There was nothing new.</Text> : null
  return (
    <WideTable minWidth={440} className="panel flush">
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>What</Table.Th>
            <Table.Th className="number">Created</Table.Th>
            <Table.Th className="number">Changed</Table.Th>
            <Table.Th className="number">Unchanged</Table.Th>
            <Table.Th className="number">Refused</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {kinds.map(([kind, { created, changed, unchanged, refused }]) => (
            <Table.Tr key={kind}>
              <Table.Td>{titleText(kind)}</Table.Td>
              <Table.Td className="number">{count(created)}</Table.Td>
              <Table.Td className="number">{count(changed)}</Table.Td>
              <Table.Td className="number">{count(unchanged)}</Table.Td>
              <Table.Td className="number">{count(refused)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
