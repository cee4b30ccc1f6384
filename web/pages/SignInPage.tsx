import { Box, Center, Group, Stack, Text, Title } from '@mantine/core'
import { CommandLine } from '../ui/CommandLine.tsx'
import { Mark } from '../ui/icons.tsx'

/** What to do when nobody is signed in. There is no password to ask for. */
export function SignInPage() {
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
          <Title order={1} size="h3">
            Sign in with a one-time link
          </Title>
          <Text>
            There are no passwords here. A link that works once signs this browser in for two weeks,
            or until you sign out.
          </Text>
          <Title order={2} size="h5" mt="xs">
            Somebody else runs this server
          </Title>
          <Text>
            Ask them for a link. It is for you alone: whoever opens it is signed in as you.
          </Text>
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
        </Stack>
      </Box>
    </Center>
  )
}
