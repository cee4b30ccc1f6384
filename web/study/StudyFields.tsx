import {
  Checkbox,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import type { ReactNode } from 'react'
import { JUDGES_STUDY } from '../../src/model/index.ts'
import { PeopleFilters } from '../components/PeopleFilters.tsx'
import { MetricField, MetricsField } from '../report/MetricsField.tsx'
import type { StudyDraft } from './draft.ts'

interface Props {
  draft: StudyDraft
  /** Whether its teams have been drawn, so that what the draw rests on stays. */
  drawn?: boolean
  onChange: (some: Partial<StudyDraft>) => void
}

const MOST_GUARDRAILS = 3

/** What a study says, in the order in which it is thought: hypothesis, metric, people, days. */
export function StudyFields(props: Props) {
  return (
    <>
      <Part title="What you expect">
        <Hypothesis {...props} />
      </Part>
      <Part title="By what you will judge it">
        <Metrics {...props} />
      </Part>
      <Part title="Who, and how long">
        <People {...props} />
      </Part>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack className="panel" gap="sm" component="section" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  )
}

function Hypothesis({ draft, drawn, onChange }: Props) {
  return (
    <>
      <TextInput
        label="Name"
        placeholder="Coder for everybody"
        maxLength={60}
        value={draft.name}
        disabled={drawn ?? false}
        {...(drawn && { description: 'The attribute of its arms is called so' })}
        onChange={({ currentTarget: { value } }) => onChange({ name: value })}
      />
      <Textarea
        label="Hypothesis"
        description="What will change, and why"
        autosize
        minRows={2}
        value={draft.hypothesis}
        onChange={({ currentTarget: { value } }) => onChange({ hypothesis: value })}
      />
      <Textarea
        label="Purpose"
        description="What will be decided by it; never about single people. Everybody in it may read this"
        autosize
        value={draft.purpose}
        onChange={({ currentTarget: { value } }) => onChange({ purpose: value })}
      />
    </>
  )
}

function Metrics({ draft, onChange }: Props) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      <MetricField
        takes={JUDGES_STUDY}
        label="Metric"
        description="The only one: choosing among several afterwards finds what is not there"
        value={draft.metric}
        onChange={(metric) => onChange({ metric })}
      />
      <NumberInput
        label="Wished effect, %"
        description="The smallest that would matter to you"
        min={1}
        max={500}
        value={draft.effect}
        onChange={(effect) => typeof effect === 'number' && effect > 0 && onChange({ effect })}
      />
      <MetricsField
        takes={JUDGES_STUDY}
        label="Guardrails"
        description="At most three that should not suffer"
        except={[draft.metric]}
        max={MOST_GUARDRAILS}
        value={draft.guardrails}
        onChange={(guardrails) => onChange({ guardrails })}
      />
    </SimpleGrid>
  )
}

function People(props: Props) {
  const { draft, drawn = false, onChange } = props
  return (
    <>
      {drawn && (
        <Text size="sm" c="dimmed">
          People, arms, the first day and the early look stay as they were when the teams were
          drawn.
        </Text>
      )}
      <fieldset className="bare" disabled={drawn} aria-label="What the draw rests on">
        <Stack gap="sm">
          <Drawn {...props} />
        </Stack>
      </fieldset>
      <TextInput
        type="date"
        label="Results from"
        description="Locked until then"
        maw={240}
        value={draft.to}
        onChange={({ currentTarget: { value } }) => value && onChange({ to: value })}
      />
    </>
  )
}

/** What the draw rests on. */
function Drawn({ draft, onChange }: Props) {
  const [first, second] = draft.arms
  return (
    <>
      <PeopleFilters
        value={{ team: draft.team, filter: draft.filter }}
        onChange={(among) => onChange(among)}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput
          label="Arm that gets it"
          value={first}
          onChange={({ currentTarget: { value } }) => onChange({ arms: [value, second] })}
        />
        <TextInput
          label="Arm that it is held against"
          value={second}
          onChange={({ currentTarget: { value } }) => onChange({ arms: [first, value] })}
        />
        <TextInput
          type="date"
          label="First day"
          description="The Monday on it or after it"
          value={draft.from}
          onChange={({ currentTarget: { value } }) => value && onChange({ from: value })}
        />
      </SimpleGrid>
      <Checkbox
        label="Allow a look before the end"
        description="At an interval that may be looked at daily, and is half as wide again at the end"
        checked={draft.always_valid}
        onChange={({ currentTarget: { checked } }) => onChange({ always_valid: checked })}
      />
    </>
  )
}
