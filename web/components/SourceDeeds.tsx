import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { call } from '../api.ts'
import type { Source } from '../source-words.ts'
import { Note } from '../ui/Note.tsx'
import { useSourceTask } from '../useSourceTask.ts'
import { Problem } from './Problem.tsx'
import { SourceCheck } from './SourceCheck.tsx'
import { SourceCount } from './SourceCount.tsx'
import { tell, tellFailure } from './tell.tsx'

interface Props {
  source: Source
  onChange: () => void
}

/** What can be done with a source: read it, count first, try it, pause it, change it, remove it. */
export function SourceDeeds({ source, onChange }: Props) {
  const { id, paused, reading, schedule } = source
  const { run, count, test, pause } = useDeeds(source)
  const removal = useRemoval(source)
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Button onClick={() => run.mutate()} loading={run.isPending} disabled={reading}>
          Run now
        </Button>
        <Button variant="default" onClick={() => count.start({ id })} loading={count.pending}>
          Count only
        </Button>
        <Button variant="default" onClick={() => test.start({ id })} loading={test.pending}>
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
      <Tried task={test} />
      <SourceCount task={count} />
      {removal.question}
    </Stack>
  )
}

function Tried({ task }: { task: ReturnType<typeof useSourceTask<'sources.check'>> }) {
  if (task.error) return <Problem error={task.error} />
  if (!task.pending && !task.answer) return null
  return (
    <div className="panel">
      <SourceCheck task={task} />
    </div>
  )
}

function useDeeds({ id, paused }: Source) {
  const queries = useQueryClient()
  const settled = { onError: tellFailure, onSettled: () => queries.invalidateQueries() }
  const count = useSourceTask('sources.run')
  const run = useMutation({
    mutationFn: () => call('sources.run', { id }),
    onSuccess: () => count.reset(),
    ...settled,
  })
  const test = useSourceTask('sources.check')
  const pause = useMutation({
    mutationFn: () => call('sources.update', { id, paused: !paused }),
    onSuccess: (answer) => tell(answer.source.paused ? 'Paused.' : 'It is read by schedule again.'),
    ...settled,
  })
  return { run, count, test, pause }
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
