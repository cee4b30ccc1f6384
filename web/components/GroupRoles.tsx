import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { call, type Result } from '../api.ts'
import { GroupRoleRow, type RoleOfGroup } from './GroupRoleRow.tsx'
import { Problem } from './Problem.tsx'
import { RoleChanges } from './RoleChanges.tsx'
import { faultsOf, type Settings } from './settings-draft.ts'
import { tell } from './tell.tsx'

interface Props {
  settings: Settings
  /** Whether the reader may change it. */
  may: boolean
}

/** Which groups of an identity provider give which roles; what a change would do is shown before it is saved. */
export function GroupRoles({ settings, may }: Props) {
  const id = useId()
  const [rows, setRows] = useState(() => keyed(settings.group_roles))
  const { mutate, reset, isPending, error, data } = useMapping(setRows)
  const same = JSON.stringify(rows.map(pairOf)) === JSON.stringify(settings.group_roles)
  const preview = data?.dry_run && !same ? data : undefined
  function change(next: Row[]) {
    setRows(next)
    reset()
  }
  function submit(event: { preventDefault(): void }) {
    event.preventDefault()
    if (!same) mutate({ group_roles: rows.map(pairOf), dry_run: !preview })
  }
  return (
    <form onSubmit={submit} aria-labelledby={id}>
      <Stack className="panel" gap="md">
        <Title order={2} size="h4" id={id}>
          Roles of groups
        </Title>
        <Intro />
        {rows.length === 0 && <Text size="sm">No group gives a role yet.</Text>}
        <Rows rows={rows} locked={isPending || !may} faults={faultsOf(error)} onChange={change} />
        {error && Object.keys(faultsOf(error)).length === 0 && <Problem error={error} />}
        {preview && <RoleChanges changes={preview.role_changes} />}
        {may && (
          <Deeds
            busy={isPending}
            same={same}
            previewed={preview !== undefined}
            onAdd={() => change([...rows, { ...EMPTY, key: newKey(rows) }])}
            onDiscard={() => change(keyed(settings.group_roles))}
          />
        )}
      </Stack>
    </form>
  )
}

interface RowsProps {
  rows: Row[]
  locked: boolean
  faults: Record<string, string>
  onChange: (rows: Row[]) => void
}

function Rows({ rows, locked, faults, onChange }: RowsProps) {
  return rows.map((row, place) => (
    <GroupRoleRow
      key={row.key}
      row={row}
      number={place + 1}
      locked={locked}
      faults={{
        group: faults[`group_roles.${place}.group`],
        role: faults[`group_roles.${place}.role`],
      }}
      onChange={(some) => onChange(rows.with(place, { ...row, ...some }))}
      onRemove={() => onChange(rows.toSpliced(place, 1))}
    />
  ))
}

interface DeedsProps {
  busy: boolean
  same: boolean
  /** Whether what would follow is shown, so that it may be saved. */
  previewed: boolean
  onAdd: () => void
  onDiscard: () => void
}

function Deeds({ busy, same, previewed, onAdd, onDiscard }: DeedsProps) {
  return (
    <Group gap="xs">
      <Button variant="default" disabled={busy} onClick={onAdd}>
        Add a group
      </Button>
      <Button type="submit" loading={busy} disabled={same}>
        {previewed ? 'Save roles of groups' : 'Preview'}
      </Button>
      <Button variant="default" disabled={busy || same} onClick={onDiscard}>
        Discard role changes
      </Button>
    </Group>
  )
}

function Intro() {
  return (
    <Text c="dimmed" size="sm" maw={640}>
      Members of these groups have these roles: at each sign-in as the provider tells the groups,
      and by SCIM as soon as a group changes. Who leaves all groups of a role loses it; a role given
      by hand stays. Write a group as the provider does, in any case of letters; at Entra, sign-ins
      tell the id of a group.
    </Text>
  )
}

type Row = RoleOfGroup & { key: number }

const EMPTY: RoleOfGroup = { group: '', role: '' }

const keyed = (pairs: RoleOfGroup[]): Row[] => pairs.map((pair, key) => ({ ...pair, key }))
const pairOf = ({ group, role }: Row): RoleOfGroup => ({ group, role })
const newKey = (rows: Row[]) => Math.max(-1, ...rows.map(({ key }) => key)) + 1

function useMapping(show: (rows: Row[]) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (asked: { group_roles: RoleOfGroup[]; dry_run: boolean }) =>
      call('settings.update', asked),
    onSuccess: async ({ dry_run, settings }: Result<'settings.update'>) => {
      if (dry_run) return
      await queries.invalidateQueries()
      show(keyed(settings.group_roles))
      tell('The roles of groups are saved.')
    },
  })
}
