import { SimpleGrid, TagsInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, query } from '../api.ts'
import { DraftForm } from '../components/DraftForm.tsx'
import { Problem } from '../components/Problem.tsx'
import { lackOf } from '../lack.ts'
import { OneOf } from '../ui/OneOf.tsx'
import { useSave } from '../useSave.ts'
import { changesOf, type Service, type ServiceDraft, teamPaths } from './service-words.ts'

interface Props {
  /** The service that is changed; absent: a new one. */
  service?: Service | undefined
  /** What is known of a new one beforehand. */
  begun?: { name: string; team_id: string | undefined } | undefined
  onLeave: () => void
}

/** What a service is called, and whose it is. */
export function ServiceForm(props: Props) {
  const teams = useQuery(query('teams.list', {}))
  if (teams.error) return <Problem error={teams.error} reset={() => void teams.refetch()} />
  return teams.data && <Fields {...props} teams={teamPaths(teams.data.teams)} />
}

function Fields({
  service,
  begun,
  onLeave,
  teams,
}: Props & { teams: ReturnType<typeof teamPaths> }) {
  const team_id = service?.team?.id ?? begun?.team_id
  const before: ServiceDraft = {
    name: service?.name ?? begun?.name ?? '',
    aliases: service?.aliases ?? [],
    team: teams.find(({ id }) => id === team_id)?.path ?? null,
    from: '',
  }
  const [draft, setDraft] = useState(before)
  const change = (some: Partial<ServiceDraft>) => setDraft({ ...draft, ...some })
  const save = useSave(() => send(service, before, draft), onLeave)
  const same = service !== undefined && Object.keys(changesOf(before, draft)).length === 0
  return (
    <DraftForm
      title={service ? `Change ${service.name}` : 'Add a service'}
      lack={same ? 'Nothing is changed yet.' : lackIn(draft, service === undefined)}
      {...{ draft, save, onLeave }}
    >
      <Names draft={draft} change={change} />
      <Owner draft={draft} teams={teams} change={change} />
    </DraftForm>
  )
}

function lackIn({ name, team }: ServiceDraft, fresh: boolean): string | undefined {
  return lackOf({ name, ...(fresh && { team: team ?? '' }) })
}

interface FieldsProps {
  draft: ServiceDraft
  change: (some: Partial<ServiceDraft>) => void
}

function Names({ draft, change }: FieldsProps) {
  return (
    <>
      <TextInput
        label="Name"
        maxLength={200}
        value={draft.name}
        onChange={({ currentTarget: { value } }) => change({ name: value })}
      />
      <TagsInput
        label="Also called"
        description="Its repository, such as acme/shop, and its name in the tool for incidents: by these its deployments and incidents are found"
        value={draft.aliases}
        splitChars={[',', ';']}
        clearable
        onChange={(aliases) => change({ aliases })}
      />
    </>
  )
}

function Owner({ draft, teams, change }: FieldsProps & { teams: { path: string }[] }) {
  const none = teams.length === 0
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <OneOf
        label="Team"
        description="Whose it is"
        placeholder={none ? 'There is no team yet' : 'Choose a team'}
        disabled={none}
        data={teams.map(({ path }) => path)}
        value={draft.team}
        onChange={(team) => change({ team })}
      />
      <TextInput
        type="date"
        label="Since"
        description="Empty: since ever, or since today where it had a team"
        value={draft.from}
        onChange={({ currentTarget: { value } }) => change({ from: value })}
      />
    </SimpleGrid>
  )
}

async function send(service: Service | undefined, before: ServiceDraft, draft: ServiceDraft) {
  const { name, aliases, team, from } = draft
  const answer = service
    ? await call('services.update', { id: service.id, ...changesOf(before, draft) })
    : await call('services.assign', {
        ...{ service: name, aliases, team: team ?? '' },
        ...(from !== '' && { from }),
      })
  return answer.service
}
