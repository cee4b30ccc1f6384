import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { call } from '../api.ts'
import { Problem } from '../components/Problem.tsx'
import { faultsOf } from '../components/settings-draft.ts'
import { tell } from '../components/tell.tsx'
import { useFirstField } from '../useFirstField.ts'
import { MadeFields } from './MadeFields.tsx'
import { argsOf, EMPTY, isWhole, madeText, type OwnMetric, wordsOf } from './metric-draft.ts'
import { WordFields } from './WordFields.tsx'

/** A metric to be defined: in words, and how its numbers come about. */
export function NewMetric({ onLeave }: { onLeave: () => void }) {
  const [draft, setDraft] = useState(EMPTY)
  const save = useSave(() => call('metrics.create', argsOf(draft)), onLeave)
  const faults = faultsOf(save.error)
  const change = (some: Partial<typeof draft>) => setDraft({ ...draft, ...some })
  return (
    <Form title="Define a metric" save={save} ready={isWhole(draft)} onLeave={onLeave}>
      <WordFields words={draft} faults={faults} locked={save.isPending} onChange={change} />
      <MadeFields draft={draft} faults={faults} onChange={change} />
    </Form>
  )
}

/** The words of a metric, to be changed. */
export function ChangeMetric({ metric, onLeave }: { metric: OwnMetric; onLeave: () => void }) {
  const [words, setWords] = useState(() => wordsOf(metric))
  const save = useSave(() => call('metrics.update', { id: metric.id, ...words }), onLeave)
  const same = JSON.stringify(words) === JSON.stringify(wordsOf(metric))
  return (
    <Form
      title={`Change ${metric.name}`}
      save={save}
      ready={isWhole(words) && !same}
      onLeave={onLeave}
    >
      <WordFields
        words={words}
        faults={faultsOf(save.error)}
        locked={save.isPending}
        onChange={(some) => setWords({ ...words, ...some })}
      />
      <Text size="sm" c="dimmed">
        {madeText(metric)}. That cannot change, or reports of yesterday and today would not speak of
        the same: remove the metric and define another one for that.
      </Text>
    </Form>
  )
}

type Save = ReturnType<typeof useSave>

function useSave(send: () => Promise<{ metric: { name: string } }>, onLeave: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: async ({ metric }) => {
      await queries.invalidateQueries()
      tell(`${metric.name} was saved.`)
      onLeave()
    },
  })
}

interface FormProps {
  title: string
  save: Save
  ready: boolean
  onLeave: () => void
  children: ReactNode
}

function Form({ title, save, ready, onLeave, children }: FormProps) {
  const { error, isPending } = save
  const form = useFirstField()
  return (
    <form
      ref={form}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack className="panel" gap="md" maw={760}>
        <Title order={2} size="h4" className="wrap-anywhere">
          {title}
        </Title>
        {children}
        {error && Object.keys(faultsOf(error)).length === 0 && <Problem error={error} />}
        <Group gap="xs">
          <Button type="submit" loading={isPending} disabled={!ready}>
            Save
          </Button>
          <Button variant="subtle" onClick={onLeave} disabled={isPending}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
