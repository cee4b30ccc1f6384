import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { counted } from '../../src/model/index.ts'
import { call, query, type Result } from '../api.ts'
import { GroupRoles } from '../components/GroupRoles.tsx'
import { HowAsked } from '../components/HowAsked.tsx'
import { NoPersonStorage } from '../components/NoPersonStorage.tsx'
import { OrganizationFields } from '../components/OrganizationFields.tsx'
import { PrivacyFields } from '../components/PrivacyFields.tsx'
import { Problem } from '../components/Problem.tsx'
import { Retention } from '../components/Retention.tsx'
import {
  changesOf,
  type Draft,
  draftOf,
  type FieldsProps,
  faultsOf,
  type Settings,
} from '../components/settings-draft.ts'
import { tell } from '../components/tell.tsx'
import { UsageFields } from '../components/UsageFields.tsx'
import { useScopes } from '../components/useScopes.ts'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'

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
      {info.data && <Forms settings={info.data.settings} />}
      <HowAsked method="settings.info" args={{}} />
    </Page>
  )
}

function Forms({ settings }: { settings: Settings }) {
  const may = useScopes()?.has('admin') ?? true
  return (
    <Stack gap="lg">
      {!may && <Text c="dimmed">Only administrators may change settings.</Text>}
      <Form settings={settings} may={may} />
      <GroupRoles settings={settings} may={may} />
      <NoPersonStorage settings={settings} may={may} />
      <Retention settings={settings} may={may} />
    </Stack>
  )
}

function Form({ settings, may }: { settings: Settings; may: boolean }) {
  const [draft, setDraft] = useState<Draft>(draftOf(settings))
  const { mutate, reset, isPending, error } = useSaving((saved) => setDraft(draftOf(saved)))
  const changes = changesOf(draft, settings)
  const same = changes !== undefined && Object.keys(changes).length === 0
  const faults = faultsOf(error)
  const change = (some: Partial<Draft>) => setDraft({ ...draft, ...some })
  function submit(event: { preventDefault(): void }) {
    event.preventDefault()
    if (changes) mutate(changes)
  }
  function discard() {
    setDraft(draftOf(settings))
    reset()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <Parts draft={draft} locked={isPending || !may} faults={faults} change={change} />
        {error && Object.keys(faults).length === 0 && <Problem error={error} />}
        {may && (
          <Group gap="xs">
            <Button type="submit" loading={isPending} disabled={same || !changes}>
              Save
            </Button>
            <Button variant="default" disabled={isPending || same} onClick={discard}>
              Discard changes
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

/** Saves changes of the settings, and tells what follows from them. */
function useSaving(onSaved: (settings: Settings) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (changes: Partial<Settings>) => call('settings.update', changes),
    onSuccess: (answer, changes) => {
      onSaved(answer.settings)
      tell(savedText(answer, changes))
    },
    onSettled: () => queries.invalidateQueries(),
  })
}

function savedText(
  { weeks_waiting }: Result<'settings.update'>,
  changes: Partial<Settings>,
): string {
  const said = ['Saved.']
  if (weeks_waiting > 0)
    said.push(
      `${counted(weeks_waiting, 'week of a person', 'weeks of people')} are being counted anew.`,
    )
  if (Object.keys(changes).some((name) => name.startsWith('usage_')))
    said.push('Usage levels will be computed anew within a minute.')
  return said.join(' ')
}

function Parts(props: FieldsProps) {
  const { draft, locked, faults, change } = props
  return (
    <>
      <Part title="Organization">
        <OrganizationFields {...props} />
      </Part>
      <Part
        title="Usage levels"
        intro="These define the usage levels of every tool (daily, weekly, monthly and none): a change recomputes all their history, and the minutes of Coder are connected time, which is not time at work."
      >
        <UsageFields {...props} />
      </Part>
      <Part title="Names of people">
        <PrivacyFields {...props} />
      </Part>
      <Part title="Identity provider">
        <TextInput
          label="Prefix of teams"
          description='Groups that come by SCIM are teams when their names begin with this: with "team:", the group "team: Platform" is the team Platform. Empty: groups stay groups. After a change each group follows when the provider next creates or changes it.'
          value={draft.scim_team_prefix ?? ''}
          error={faults.scim_team_prefix}
          disabled={locked}
          onChange={({ currentTarget: { value } }) =>
            change({ scim_team_prefix: value.trim() === '' ? null : value })
          }
        />
      </Part>
    </>
  )
}

function Part({ title, intro, children }: { title: string; intro?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className="panel" aria-labelledby={id}>
      <Stack gap="md" maw={520}>
        <Title order={2} size="h4" id={id}>
          {title}
        </Title>
        {intro && (
          <Text c="dimmed" size="sm">
            {intro}
          </Text>
        )}
        {children}
      </Stack>
    </section>
  )
}
