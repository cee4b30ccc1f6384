import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call, type Result } from '../api.ts'
import { Problem } from '../components/Problem.tsx'
import { tell } from '../components/tell.tsx'
import { useScopes } from '../components/useScopes.ts'
import { BalanceTable } from './StudyArms.tsx'

type Study = Result<'studies.info'>['study']

/** What may be done with a study as far as it is: draw and start it, take it away, close it. */
export function StudyDeeds({ study }: { study: Study }) {
  const may = useScopes()?.has('reports:write')
  if (!may || study.state === 'closed') return null
  return study.state === 'draft' ? <Start study={study} /> : <Close study={study} />
}

function Start({ study: { id, name, arms } }: { study: Study }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const draw = useMutation({ mutationFn: () => call('studies.start', { id, dry_run: true }) })
  const start = useMutation({
    mutationFn: (seed: number) => call('studies.start', { id, seed }),
    onSuccess: () => queries.invalidateQueries(),
  })
  const remove = useMutation({
    mutationFn: () => call('studies.remove', { id }),
    onSuccess: async () => {
      tell(`${name} was taken away.`)
      await navigate({ to: '/studies' })
      await queries.invalidateQueries()
    },
  })
  const error = draw.error ?? start.error ?? remove.error
  return (
    <Stack className="panel" gap="sm" component="section" aria-label="Draw">
      <Title order={2} size="h4">
        Draw the teams
      </Title>
      <Text size="sm">
        Teams are drawn by lot, evenly within divisions and mixes of levels. Try it as often as you
        like; starting keeps this draw, and whoever is in it, for good.
      </Text>
      {draw.data && (
        <>
          <Text size="sm">Seed {draw.data.seed} gives:</Text>
          <BalanceTable balance={draw.data.balance} label={`Draw of ${arms.join(' and ')}`} />
        </>
      )}
      {error && <Problem error={error} />}
      <Group gap="xs">
        <Button variant="default" loading={draw.isPending} onClick={() => draw.mutate()}>
          {draw.data ? 'Draw again' : 'Try a draw'}
        </Button>
        {draw.data && (
          <Button
            loading={start.isPending}
            onClick={() => draw.data && start.mutate(draw.data.seed)}
          >
            Start with this draw
          </Button>
        )}
        <Button
          variant="subtle"
          color="red"
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          Take it away
        </Button>
      </Group>
    </Stack>
  )
}

function Close({ study: { id, state } }: { study: Study }) {
  const [reason, setReason] = useState('')
  const queries = useQueryClient()
  const close = useMutation({
    mutationFn: () => call('studies.close', { id, ...(reason.trim() && { reason }) }),
    onSuccess: () => queries.invalidateQueries(),
  })
  const early = state === 'started'
  return (
    <details>
      <summary>{early ? 'Stop it before its end' : 'Close it'}</summary>
      <Stack gap="sm" mt="sm" maw={760}>
        <Text size="sm">
          {early
            ? 'The reason stands in its result, which stays locked until the day that was said.'
            : 'Its arms then become an attribute that reports can be filtered by.'}
        </Text>
        {early && (
          <TextInput
            label="Reason"
            value={reason}
            onChange={({ currentTarget: { value } }) => setReason(value)}
          />
        )}
        {close.error && <Problem error={close.error} />}
        <Group>
          <Button
            variant="default"
            loading={close.isPending}
            disabled={early && reason.trim() === ''}
            onClick={() => close.mutate()}
          >
            {early ? 'Stop the study' : 'Close the study'}
          </Button>
        </Group>
      </Stack>
    </details>
  )
}
