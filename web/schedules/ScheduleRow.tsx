import { Badge, Button, Code, Group, Table, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { tell, tellFailure } from '../components/tell.tsx'
import { instantText } from '../words.ts'
import { momentText, type Schedule, stateOf, targetText } from './schedule-words.ts'

interface Props {
  schedule: Schedule
  /** Whether whoever looks may change it. */
  may: boolean
}

/** One schedule: what it sends where and when, how it stands, and what can be done with it. */
export function ScheduleRow({ schedule, may }: Props) {
  const { name, last_run, next_run } = schedule
  const [state, color] = stateOf(schedule)
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={500} className="wrap-anywhere">
          {name}
        </Text>
        <Text size="sm" c="dimmed" className="wrap-anywhere">
          {targetText(schedule.target)}
        </Text>
        <details>
          <summary>What it sends</summary>
          <Code block>{schedule.file}</Code>
        </details>
      </Table.Td>
      <Table.Td>
        <Badge color={color} variant="light">
          {state}
        </Badge>
        {last_run?.error && (
          <Text size="sm" mt={4} className="wrap-anywhere">
            {last_run.error}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label="Last sent">
        {last_run ? instantText(last_run.ended_at ?? last_run.started_at) : 'Never'}
      </Table.Td>
      <Table.Td data-label="Next">
        {next_run ? instantText(next_run) : 'Paused'}
        <Text size="sm" c="dimmed">
          {momentText(schedule)}
        </Text>
      </Table.Td>
      <Table.Td>{may && <Deeds schedule={schedule} />}</Table.Td>
    </Table.Tr>
  )
}

function Deeds({ schedule }: Pick<Props, 'schedule'>) {
  const { run, preview, pause, remove } = useDeeds(schedule)
  const { name, paused } = schedule
  return (
    <>
      <Group gap="xs">
        <Button size="xs" onClick={() => run.mutate()} loading={run.isPending}>
          Send now
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => preview.mutate()}
          loading={preview.isPending}
        >
          Show what it would send
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => pause.mutate()}
          loading={pause.isPending}
        >
          {paused ? 'Go on' : 'Pause'}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            window.confirm(`Remove ${name}? Files that were written stay.`) && remove.mutate()
          }
          loading={remove.isPending}
        >
          Remove
        </Button>
      </Group>
      {preview.data && (
        <Code block mt="xs" mah={320} className="wrap-anywhere">
          {preview.data.would_send?.body}
        </Code>
      )}
    </>
  )
}

function useDeeds({ id, name, paused }: Schedule) {
  const queries = useQueryClient()
  const settled = { onError: tellFailure, onSettled: () => queries.invalidateQueries() }
  const run = useMutation({
    mutationFn: () => call('schedules.run', { id }),
    onSuccess: ({ run: sent }) =>
      tell(sent?.status === 'delivered' ? `${name} was sent.` : `${name} failed: ${sent?.error}`),
    ...settled,
  })
  const preview = useMutation({
    mutationFn: () => call('schedules.run', { id, dry_run: true }),
    onError: tellFailure,
  })
  const pause = useMutation({
    mutationFn: () => call('schedules.update', { id, paused: !paused }),
    ...settled,
  })
  const remove = useMutation({
    mutationFn: () => call('schedules.remove', { id }),
    onSuccess: ({ message }) => tell(message),
    ...settled,
  })
  return { run, preview, pause, remove }
}
