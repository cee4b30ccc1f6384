import { Text } from '@mantine/core'
import { useState } from 'react'
import { call } from '../api.ts'
import { DraftForm } from '../components/DraftForm.tsx'
import { faultsOf } from '../components/settings-draft.ts'
import { useSave } from '../useSave.ts'
import { MadeFields } from './MadeFields.tsx'
import { argsOf, EMPTY, lackIn, madeText, type OwnMetric, wordsOf } from './metric-draft.ts'
import { WordFields } from './WordFields.tsx'

/** A metric to be defined: in words, and how its numbers come about. */
export function NewMetric({ onLeave }: { onLeave: () => void }) {
  const [draft, setDraft] = useState(EMPTY)
  const save = useSave(async () => (await call('metrics.create', argsOf(draft))).metric, onLeave)
  const faults = faultsOf(save.error)
  const change = (some: Partial<typeof draft>) => setDraft({ ...draft, ...some })
  return (
    <DraftForm title="Define a metric" {...{ draft, save, onLeave }} lack={lackIn(draft)}>
      <WordFields words={draft} faults={faults} locked={save.isPending} onChange={change} />
      <MadeFields draft={draft} faults={faults} onChange={change} />
    </DraftForm>
  )
}

/** The words of a metric, to be changed. */
export function ChangeMetric({ metric, onLeave }: { metric: OwnMetric; onLeave: () => void }) {
  const { id } = metric
  const [words, setWords] = useState(() => wordsOf(metric))
  const save = useSave(async () => (await call('metrics.update', { id, ...words })).metric, onLeave)
  const same = JSON.stringify(words) === JSON.stringify(wordsOf(metric))
  return (
    <DraftForm
      title={`Change ${metric.name}`}
      draft={words}
      lack={same ? 'Nothing is changed yet.' : lackIn(words)}
      {...{ save, onLeave }}
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
    </DraftForm>
  )
}
