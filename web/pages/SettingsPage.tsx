import { Autocomplete, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { counted } from '../../src/model/index.ts'
import { ApiError, call, query, type Result } from '../api.ts'
import { HowAsked } from '../components/HowAsked.tsx'
import { Problem } from '../components/Problem.tsx'
import { tell } from '../components/tell.tsx'
import { useScopes } from '../components/useScopes.ts'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'

type Settings = Result<'settings.info'>['settings']

/** What holds for the whole organisation; administrators change it. */
export function SettingsPage() {
  const info = useQuery(query('settings.info', {}))
  return (
    <Page
      title="Settings"
      intro="What holds for the whole organization. Every change is written to the audit log."
    >
      {info.isPending && <Waiting />}
      {info.error && <Problem error={info.error} reset={() => void info.refetch()} />}
      {info.data && <Form settings={info.data.settings} />}
      <HowAsked method="settings.info" args={{}} />
    </Page>
  )
}

function Form({ settings }: { settings: Settings }) {
  const queries = useQueryClient()
  const may = useScopes()?.has('admin') ?? true
  const [draft, setDraft] = useState(settings)
  const changes = changesOf(draft, settings)
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: () => call('settings.update', changes),
    onSuccess: ({ settings, weeks_waiting }) => {
      setDraft(settings)
      tell(savedText(weeks_waiting))
    },
    onSettled: () => queries.invalidateQueries(),
  })
  function submit(event: { preventDefault(): void }) {
    event.preventDefault()
    mutate()
  }
  function discard() {
    setDraft(settings)
    reset()
  }
  return (
    <form onSubmit={submit}>
      <Stack className="panel" gap="md">
        {!may && <Text c="dimmed">Only administrators may change settings.</Text>}
        <Fields
          draft={draft}
          locked={isPending || !may}
          faults={faultsOf(error)}
          change={(some) => setDraft({ ...draft, ...some })}
        />
        {error && !hasIssues(error) && <Problem error={error} />}
        {may && (
          <Group gap="xs">
            <Button type="submit" loading={isPending} disabled={Object.keys(changes).length === 0}>
              Save
            </Button>
            <Button
              variant="default"
              disabled={isPending || Object.keys(changes).length === 0}
              onClick={discard}
            >
              Discard changes
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

interface FieldsProps {
  draft: Settings
  locked: boolean
  /** What is wrong with a field, by its name. */
  faults: Record<string, string>
  change: (some: Partial<Settings>) => void
}

function Fields({ draft, locked, faults, change }: FieldsProps) {
  return (
    <Stack gap="md" maw={520}>
      <TextInput
        label="Name of the organization"
        value={draft.organization}
        error={faults.organization}
        disabled={locked}
        onChange={(event) => change({ organization: event.currentTarget.value })}
      />
      <Autocomplete
        label="Time zone"
        description="Days and weeks of people who have no time zone of their own are counted in it. After a change their weeks are counted anew."
        data={TIME_ZONES}
        limit={50}
        value={draft.time_zone}
        error={faults.time_zone}
        disabled={locked}
        onChange={(time_zone) => change({ time_zone })}
      />
      <NumberInput
        label="Minimum group"
        description="No report shows a number about fewer people. Usually 5; it may be raised, or lowered to 3, for every report and every reader."
        min={3}
        allowDecimal={false}
        value={draft.minimum_group}
        error={faults.minimum_group}
        disabled={locked}
        onChange={(people) => change({ minimum_group: Number(people) })}
      />
    </Stack>
  )
}

const TIME_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** What of the draft is not yet so. */
function changesOf(draft: Settings, settings: Settings): Partial<Settings> {
  const changed = Object.entries(draft).filter(
    ([name, value]) => value !== settings[name as keyof Settings],
  )
  return Object.fromEntries(changed)
}

function faultsOf(error: unknown): Record<string, string> {
  if (!hasIssues(error)) return {}
  return Object.fromEntries(error.issues.map(({ path, message }) => [path, message]))
}

function hasIssues(error: unknown): error is ApiError {
  return error instanceof ApiError && error.issues.length > 0
}

function savedText(weeks_waiting: number): string {
  if (weeks_waiting === 0) return 'Saved.'
  return `Saved. ${counted(weeks_waiting, 'week of a person', 'weeks of people')} are being counted anew.`
}
