import { Button, Menu, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query, signOut } from '../api.ts'
import { DownIcon } from '../ui/icons.tsx'
import { tellFailure } from './tell.tsx'
import { useScopes } from './useScopes.ts'

/** Who is signed in, for administrators the settings, and the way out. */
export function UserMenu() {
  const { data } = useQuery(query('auth.whoami', {}))
  const queries = useQueryClient()
  const user = data?.user
  const scopes = useScopes()
  async function leave() {
    await signOut()
    queries.clear()
    window.location.assign('/')
  }
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          rightSection={<DownIcon size={14} />}
        >
          <Text span truncate maw={160} size="sm">
            {user?.name ?? 'Signed in'}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user?.email ?? data?.account.name}</Menu.Label>
        {user && (
          <Menu.Item
            renderRoot={(props) => <Link to="/people/$id" params={{ id: user.id }} {...props} />}
          >
            What is known of me
          </Menu.Item>
        )}
        {scopes?.has('admin') && (
          <Menu.Item renderRoot={(props) => <Link to="/settings" {...props} />}>Settings</Menu.Item>
        )}
        <Menu.Item onClick={() => leave().catch(tellFailure)}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
