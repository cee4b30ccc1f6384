import { Button, Checkbox, Group, MultiSelect, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { counted } from '../../src/model/index.ts'
import { query } from '../api.ts'
import type { Source } from '../source-words.ts'
import { StepProgress } from '../ui/StepProgress.tsx'
import { useSourceTask } from '../useSourceTask.ts'
import { Problem } from './Problem.tsx'
import { PushAnswer } from './PushAnswer.tsx'
import { ToLink } from './ToLink.tsx'

interface Choice {
  attributes: string[]
  restricted: boolean
  create: boolean
  overwrite: boolean
}

const NOTHING: Choice = { attributes: [], restricted: false, create: false, overwrite: false }

/** Brings attributes to a source that takes them: what would be sent first, then the sending, then what came of it. */
export function PushToSource({ source }: { source: Source }) {
  const [choice, setChoice] = useState(NOTHING)
  const task = useSourceTask('sources.push')
  const { pending, progress, answer, error } = task
  const [sending, setSending] = useState(false)
  function change(some: Partial<Choice>) {
    setChoice({ ...choice, ...some })
    task.reset()
  }
  function push(dry_run: boolean) {
    setSending(!dry_run)
    task.start({ id: source.id, ...choice, dry_run })
  }
  const changes = answer?.dry_run ? answer.set + answer.removed : 0
  return (
    <Stack gap="sm" component="section" aria-label="Push attributes" className="panel">
      <Title order={2} size="h4">
        Push attributes
      </Title>
      <Text size="sm" maw={760}>
        Sets attributes at {source.name} to what people have here today. Both sides are compared
        first, and only what differs is sent, a call a person.
      </Text>
      <Fields choice={choice} disabled={pending} onChange={change} />
      <Group gap="xs">
        <Button
          variant={changes > 0 ? 'default' : 'filled'}
          onClick={() => push(true)}
          loading={pending && !sending}
          disabled={pending || choice.attributes.length === 0}
        >
          Compare
        </Button>
        {(changes > 0 || (pending && sending)) && (
          <Button onClick={() => push(false)} loading={pending}>
            {pending ? 'Send' : `Send ${counted(changes, 'change')}`}
          </Button>
        )}
      </Group>
      {pending && (
        <StepProgress
          progress={progress}
          before={`Asking ${source.name}`}
          more={sending ? undefined : 'nothing is sent'}
        />
      )}
      {error && <Problem error={error} />}
      {answer && <PushAnswer answer={answer} name={source.name} />}
    </Stack>
  )
}

interface FieldsProps {
  choice: Choice
  disabled: boolean
  onChange: (some: Partial<Choice>) => void
}

function Fields({ choice, disabled, onChange }: FieldsProps) {
  const { data } = useQuery(query('attributeGroups.list', {}))
  if (data?.attribute_groups.length === 0)
    return (
      <Text size="sm">
        There is no attribute here yet. A column "attribute: Coder" in a file makes one; see{' '}
        <ToLink to="/import">Import</ToLink>.
      </Text>
    )
  return (
    <Stack gap="sm" maw={560}>
      <MultiSelect
        label="Attributes"
        description="Under the same names as here."
        placeholder={choice.attributes.length === 0 ? 'Choose one or several' : ''}
        data={(data?.attribute_groups ?? []).map(({ name }) => name)}
        value={choice.attributes}
        onChange={(attributes) => onChange({ attributes })}
        disabled={disabled}
        searchable
        hidePickedOptions
        nothingFoundMessage="No other attribute"
      />
      {OPTIONS.map(({ name, label, words }) => (
        <Checkbox
          key={name}
          label={label}
          description={words}
          checked={choice[name]}
          disabled={disabled}
          onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
        />
      ))}
    </Stack>
  )
}

const OPTIONS = [
  {
    name: 'create',
    label: 'Make attributes that the other side lacks',
    words: 'A name that it does not know, a misspelt one too, becomes an attribute there.',
  },
  {
    name: 'overwrite',
    label: 'Overwrite what was changed there',
    words: 'Else a value that the other side has changed since it was pushed is left as it is.',
  },
  {
    name: 'restricted',
    label: 'Push hidden and privileged attributes too',
    words: 'Fewer people may see them here than may there.',
  },
] as const
