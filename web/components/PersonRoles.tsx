import { Button, Checkbox, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type Result } from '../api.ts'
import { ROLES } from '../role-words.ts'
import { Problem } from './Problem.tsx'
import { tell } from './tell.tsx'
import { useScopes } from './useScopes.ts'

type User = Pick<Result<'users.info'>['user'], 'id' | 'name' | 'roles'>

/** The access roles of a person; administrators give and take them. */
export function PersonRoles({ user }: { user: User }) {
  const may = useScopes()?.has('admin') ?? true
  const [wished, setWished] = useState<Record<string, boolean>>({})
  const { mutate, reset, isPending, error } = useSaving(user, () => setWished({}))
  const names = Object.keys(ROLES)
  const add = names.filter((role) => wished[role] === true && !has(user, role))
  const remove = names.filter((role) => wished[role] === false && has(user, role))
  const same = add.length + remove.length === 0
  function submit(event: { preventDefault(): void }) {
    event.preventDefault()
    mutate({ add, remove })
  }
  function discard() {
    setWished({})
    reset()
  }
  return (
    <form onSubmit={submit} aria-label="Access roles">
      <Stack className="panel" gap="md">
        <Title order={2} size="h4">
          Access roles
        </Title>
        {!may && (
          <Text size="sm" c="dimmed">
            Only administrators may change roles.
          </Text>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {names.map((role) => (
            <Checkbox
              key={role}
              label={role}
              description={ROLES[role]}
              checked={wished[role] ?? has(user, role)}
              disabled={isPending || !may}
              onChange={(event) => setWished({ ...wished, [role]: event.currentTarget.checked })}
            />
          ))}
        </SimpleGrid>
        <OtherRoles user={user} />
        {error && <Problem error={error} />}
        {may && (
          <Group gap="xs">
            <Button type="submit" loading={isPending} disabled={same}>
              Save roles
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

function useSaving({ id, name }: User, onSaved: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (roles: { add: string[]; remove: string[] }) =>
      call('users.roles.update', { id, ...roles }),
    onSuccess: async () => {
      await queries.invalidateQueries()
      onSaved()
      tell(`The roles of ${name} are saved.`)
    },
  })
}

function has({ roles }: User, role: string): boolean {
  return roles.some(({ name }) => name.toLowerCase() === role.toLowerCase())
}

function OtherRoles({ user }: { user: User }) {
  const known = Object.keys(ROLES).map((role) => role.toLowerCase())
  const others = user.roles.filter(({ name }) => !known.includes(name.toLowerCase()))
  if (others.length === 0) return null
  return (
    <Text size="sm" c="dimmed" className="wrap-anywhere">
      Other roles, which allow nothing in Facet: {others.map(({ name }) => name).join(', ')}
    </Text>
  )
}
