import { Box, Button, Center, Container, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { CommandLine } from '../ui/CommandLine.tsx'
import { Mark } from '../ui/icons.tsx'
import { Waiting } from '../ui/Waiting.tsx'

/** What to do when nobody is signed in. There is no password to ask for. */
export function SignInPage() {
  const options = useQuery({ queryKey: ['sign-in/options'], queryFn: askOptions })
  if (options.isPending)
    return (
      <Container py="xl">
        <Waiting />
      </Container>
    )
  const provider = options.data?.oidc
  return (
    <Center mih="100dvh" p="md" component="main">
      <title>Sign in - Facet</title>
      <Box className="panel" maw={560} w="100%" p={{ base: 'lg', sm: 'xl' }}>
        <Group gap="sm" mb="lg" className="brand">
          <Mark size={30} />
          <Text fw={600} fz="xl" component="span">
            Facet
          </Text>
        </Group>
        <Stack gap="md">
          {provider ? <AtProvider name={provider.name} /> : <ByLinkAlone />}
          <HowToGetLink />
        </Stack>
      </Box>
    </Center>
  )
}

interface Options {
  oidc: { name: string } | null
}

/** How people may sign in beside links. Without an answer links are all that is offered. */
async function askOptions(): Promise<Options> {
  const response = await fetch('/sign-in/options')
  return response.ok ? response.json() : { oidc: null }
}

function AtProvider({ name }: { name: string }) {
  return (
    <>
      <Title order={1} size="h3">
        Sign in
      </Title>
      <Button component="a" href="/sign-in/oidc" size="md">
        Sign in with {name}
      </Button>
      <Text size="sm" c="dimmed">
        Or open a one-time link: it signs this browser in for two weeks, or until you sign out.
      </Text>
    </>
  )
}

function ByLinkAlone() {
  return (
    <>
      <Title order={1} size="h3">
        Sign in with a one-time link
      </Title>
      <Text>
        There are no passwords here. A link that works once signs this browser in for two weeks, or
        until you sign out.
      </Text>
    </>
  )
}

function HowToGetLink() {
  return (
    <>
      <Title order={2} size="h5" mt="xs">
        Somebody else runs this server
      </Title>
      <Text>Ask them for a link. It is for you alone: whoever opens it is signed in as you.</Text>
      <Title order={2} size="h5" mt="xs">
        You run this server
      </Title>
      <Text>
        Until the first person has signed in, it prints a link when it starts. Any other link is
        made on the machine it runs on:
      </Text>
      <CommandLine command="npx facet signInLinks.create --email you@example.com" />
      <Text size="sm" c="dimmed">
        Put the path it prints behind the address of this page.
      </Text>
    </>
  )
}
