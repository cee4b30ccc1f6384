import { Button, Group, List, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { count } from '../../src/model/numbers.ts'
import { call, query, type Result } from '../api.ts'
import { Note } from '../ui/Note.tsx'
import { instantText, titleText } from '../words.ts'
import { ChoosePerson, type Person } from './ChoosePerson.tsx'
import { tell, tellFailure } from './tell.tsx'
import { useScopes } from './useScopes.ts'

interface Named {
  id: string
  name: string
  email: string
}

/** Making one person of two, and the merges that may be taken back. */
export function MergePerson({ user }: { user: Named }) {
  const [other, setOther] = useState<Person>()
  const merges = useQuery(query('users.merges.list', { id: user.id }))
  const allowed = useScopes()?.has('users:write') !== false
  return (
    <Stack className="panel" gap="sm">
      <Title order={2} size="h4">
        The same person twice
      </Title>
      {merges.data?.merges.map((merge) => (
        <Merged key={merge.id} merge={merge} allowed={allowed} />
      ))}
      {!allowed && (
        <Text size="sm" c="dimmed">
          To merge people needs the scope users:write.
        </Text>
      )}
      {allowed && !other && (
        <ChoosePerson label={`Merge with ${user.name}…`} except={user.id} onChoose={setOther} />
      )}
      {other && <Ask user={user} other={other} leave={() => setOther(undefined)} />}
    </Stack>
  )
}

function Ask({ user, other, leave }: { user: Named; other: Person; leave: () => void }) {
  const queries = useQueryClient()
  const pair = { into: user.id, from: other.id }
  const look = useQuery({
    queryKey: ['merge', pair],
    queryFn: () => call('users.merge', { ...pair, dry_run: true }),
    staleTime: 0,
    retry: false,
  })
  const deed = useMutation({
    mutationFn: () => call('users.merge', pair),
    onSuccess: () => {
      tell(`${other.name} is merged into ${user.name}.`)
      leave()
    },
    onError: tellFailure,
    onSettled: () => queries.invalidateQueries(),
  })
  return (
    <Note kind="warning" title={`Merge ${other.name} (${other.email}) into ${user.name}?`}>
      <Stack gap="sm" align="flex-start">
        {look.error && <Text size="sm">{look.error.message}</Text>}
        {look.data && <WhatMoves preview={look.data} user={user} other={other} />}
        <Group gap="xs">
          <Button onClick={() => deed.mutate()} loading={deed.isPending} disabled={!look.data}>
            Merge
          </Button>
          <Button variant="default" onClick={leave} disabled={deed.isPending}>
            Keep both
          </Button>
        </Group>
      </Stack>
    </Note>
  )
}

interface WhatMovesProps {
  preview: Result<'users.merge'>
  user: Named
  other: Named
}

function WhatMoves({ preview: { moved, dropped }, user, other }: WhatMovesProps) {
  const rows = moved.filter(({ table }) => table !== 'users')
  return (
    <>
      <Text size="sm">
        {user.name} gets what is {other.name}'s, addresses included, and keeps their own word where
        both say something. It can be taken back.
      </Text>
      <List size="sm">
        {rows.map(({ table, rows: n }) => (
          <List.Item key={table}>
            {TABLES[table] ?? titleText(table)}: {count(n)}
          </List.Item>
        ))}
        {dropped.map(({ property, kept, dropped: gone }) => (
          <List.Item key={property}>
            {titleText(property)}: {kept ?? 'none'} stays, {gone} is dropped
          </List.Item>
        ))}
      </List>
    </>
  )
}

/** What moves, by its table. */
const TABLES: Record<string, string> = {
  user_attributes: 'Values of attributes',
  team_members: 'Memberships of teams',
  teams: 'Teams led',
  groups: 'Groups owned',
  group_members: 'Memberships of groups',
  user_roles: 'Roles',
  entity_owners: 'Entities owned',
  oidc_subjects: 'Sign-ins by an identity provider',
  scim_resources: 'Entries of an identity provider',
}

interface MergedProps {
  merge: Result<'users.merges.list'>['merges'][number]
  allowed: boolean
}

function Merged({ merge: { id, name, email, merged_at }, allowed }: MergedProps) {
  const queries = useQueryClient()
  const split = useMutation({
    mutationFn: () => call('users.split', { id }),
    onSuccess: () => tell(`${name} is there again.`),
    onError: tellFailure,
    onSettled: () => queries.invalidateQueries(),
  })
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" className="wrap-anywhere">
        {name} ({email}) was merged into this person on {instantText(merged_at)}.
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => split.mutate()}
        loading={split.isPending}
        disabled={!allowed}
        aria-label={`Split ${name} off again`}
      >
        Split
      </Button>
    </Group>
  )
}
