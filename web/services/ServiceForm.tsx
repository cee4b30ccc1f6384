import { Button, Group, SimpleGrid, Stack, TagsInput, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, query } from '../api.ts'
import { Problem } from '../components/Problem.tsx'
import { tell } from '../components/tell.tsx'
import { OneOf } from '../ui/OneOf.tsx'
import { useFirstField } from '../useFirstField.ts'
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
  const form = useFirstField()
  const [draft, setDraft] = useState(before)
  const change = (some: Partial<ServiceDraft>) => setDraft({ ...draft, ...some })
  const save = useSave(service, { before, draft, onLeave })
  const same = service !== undefined && Object.keys(changesOf(before, draft)).length === 0
  const title = service ? `Change ${service.name}` : 'Add a service'
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
        <Names draft={draft} change={change} />
        <Owner draft={draft} teams={teams} change={change} />
        {save.error && <Problem error={save.error} />}
        <Group gap="xs">
          <Button
            type="submit"
            loading={save.isPending}
            disabled={same || draft.name.trim() === '' || (!service && draft.team === null)}
          >
            Save
          </Button>
          <Button variant="subtle" onClick={onLeave} disabled={save.isPending}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
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

interface Saving {
  before: ServiceDraft
  draft: ServiceDraft
  onLeave: () => void
}

function useSave(service: Service | undefined, { before, draft, onLeave }: Saving) {
  const queries = useQueryClient()
  const { name, aliases, team, from } = draft
  return useMutation({
    mutationFn: () =>
      service
        ? call('services.update', { id: service.id, ...changesOf(before, draft) })
        : call('services.assign', {
            ...{ service: name, aliases, team: team ?? '' },
            ...(from !== '' && { from }),
          }),
    onSuccess: async (answer) => {
      await queries.invalidateQueries()
      tell(`${answer.service.name} was saved.`)
      onLeave()
    },
  })
}
