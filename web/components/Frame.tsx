import { AppShell, Box, Burger, Container, Group, Text } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { query } from '../api.ts'
import { SignInPage } from '../pages/SignInPage.tsx'
import { isSignedOut } from '../queries.ts'
import { Mark } from '../ui/icons.tsx'
import { SchemeSwitch } from '../ui/SchemeSwitch.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { Navigation } from './Navigation.tsx'
import { Problem } from './Problem.tsx'
import { UserMenu } from './UserMenu.tsx'

/** What is around every page; who is not signed in gets no further. */
export function Frame() {
  const whoami = useQuery(query('auth.whoami', {}))
  if (whoami.isPending)
    return (
      <Container py="xl">
        <Waiting />
      </Container>
    )
  if (isSignedOut(whoami.error)) return <SignInPage />
  if (whoami.error)
    return (
      <Container py="xl">
        <Problem error={whoami.error} reset={() => void whoami.refetch()} />
      </Container>
    )
  return <Shell />
}

function Shell() {
  const [opened, { toggle, close }] = useDisclosure()
  const main = useFocusOnNewPage(close)
  const burger = useRef<HTMLButtonElement>(null)
  useHotkeys([
    [
      'Escape',
      () => {
        if (opened) burger.current?.focus()
        close()
      },
    ],
  ])
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a href="#main" className="skip-link">
        Skip to the content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              ref={burger}
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-expanded={opened}
              aria-label={opened ? 'Close the menu' : 'Open the menu'}
            />
            <Link to="/" className="brand" aria-label="Facet, start page">
              <Mark />
              <Text component="span" fw={600} fz="lg">
                Facet
              </Text>
            </Link>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <SchemeSwitch />
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" className={opened ? '' : 'folded'} style={{ overflowY: 'auto' }}>
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main>
        <Box id="main" ref={main} tabIndex={-1} className="content">
          <Outlet />
        </Box>
      </AppShell.Main>
    </AppShell>
  )
}

/** On a new page the focus goes to its content, so that readers of screens and users of keyboards begin there. */
function useFocusOnNewPage(before: () => void) {
  const main = useRef<HTMLDivElement>(null)
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  const last = useRef(path)
  useEffect(() => {
    if (last.current !== undefined && last.current !== path) {
      before()
      main.current?.focus({ preventScroll: true })
    }
    last.current = path
  }, [path, before])
  return main
}
