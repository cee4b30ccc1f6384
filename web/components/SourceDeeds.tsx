import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { counted } from '../../src/model/index.ts'
import { call, type Result } from '../api.ts'
import type { Source } from '../source-words.ts'
import { CountTiles } from '../ui/CountTiles.tsx'
import { Note } from '../ui/Note.tsx'
import { titleText } from '../words.ts'
import { Checks } from './Checks.tsx'
import { tell, tellFailure } from './tell.tsx'

interface Props {
  source: Source
  onChange: () => void
}

/** What can be done with a source: read it, count first, try it, pause it, change it, remove it. */
export function SourceDeeds({ source, onChange }: Props) {
  const { paused, reading, schedule } = source
  const { run, count, test, pause } = useDeeds(source)
  const removal = useRemoval(source)
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Button onClick={() => run.mutate()} loading={run.isPending} disabled={reading}>
          Run now
        </Button>
        <Button variant="default" onClick={() => count.mutate()} loading={count.isPending}>
          Count only
        </Button>
        <Button variant="default" onClick={() => test.mutate()} loading={test.isPending}>
          Test the connection
        </Button>
        {schedule !== null && (
          <Button variant="default" onClick={() => pause.mutate()} loading={pause.isPending}>
            {paused ? 'Go on' : 'Pause'}
          </Button>
        )}
        <Button variant="default" onClick={onChange}>
          Change
        </Button>
        <Button variant="default" onClick={removal.ask} loading={removal.asking}>
          Remove
        </Button>
      </Group>
      {test.data && (
        <div className="panel">
          <Checks checks={test.data.checks} />
        </div>
      )}
      {count.data?.would_read && <WouldRead would_read={count.data.would_read} />}
      {removal.question}
    </Stack>
  )
}

function useDeeds({ id, paused }: Source) {
  const queries = useQueryClient()
  const settled = { onError: tellFailure, onSettled: () => queries.invalidateQueries() }
  const count = useMutation({
    mutationFn: () => call('sources.run', { id, dry_run: true }),
    onError: tellFailure,
  })
  const run = useMutation({
    mutationFn: () => call('sources.run', { id }),
    onSuccess: () => count.reset(),
    ...settled,
  })
  const test = useMutation({
    mutationFn: () => call('sources.check', { id }),
    onError: tellFailure,
  })
  const pause = useMutation({
    mutationFn: () => call('sources.update', { id, paused: !paused }),
    onSuccess: (answer) => tell(answer.source.paused ? 'Paused.' : 'It is read by schedule again.'),
    ...settled,
  })
  return { run, count, test, pause }
}

function WouldRead({
  would_read: { counts, left },
}: {
  would_read: NonNullable<Result<'sources.run'>['would_read']>
}) {
  const tiles = Object.entries(counts).map(([kind, n]) => ({ label: titleText(kind), count: n }))
  return (
    <Note kind="info" title="A run now would read this">
      <Stack gap="xs" role="status">
        {tiles.length === 0 ? <Text size="sm">Nothing new.</Text> : <CountTiles tiles={tiles} />}
        {left > 0 && <Text size="sm">{counted(left, 'thing')} could not be used.</Text>}
        <Text size="sm" c="dimmed">
          Nothing was kept.
        </Text>
      </Stack>
    </Note>
  )
}

/** Removing a source: first what stays, then the deed. */
function useRemoval({ id, name }: Source) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const look = useMutation({
    mutationFn: () => call('sources.remove', { id, dry_run: true }),
    onError: tellFailure,
  })
  const deed = useMutation({
    mutationFn: () => call('sources.remove', { id }),
    onSuccess: async () => {
      tell(`${name} was removed.`)
      await navigate({ to: '/sources' })
      queries.removeQueries({ queryKey: ['sources.info'] })
      void queries.invalidateQueries()
    },
    onError: tellFailure,
  })
  const question = look.data && (
    <Note kind="warning" title={`Remove ${name}?`}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{look.data.message}</Text>
        <Group gap="xs">
          <Button color="red" onClick={() => deed.mutate()} loading={deed.isPending}>
            Remove it
          </Button>
          <Button variant="default" onClick={() => look.reset()} disabled={deed.isPending}>
            Keep it
          </Button>
        </Group>
      </Stack>
    </Note>
  )
  return { ask: () => look.mutate(), asking: look.isPending, question }
}
