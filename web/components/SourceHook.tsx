import { Button, Group, List, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { HOOKS, type HookWords } from '../hook-words.ts'
import type { Source } from '../source-words.ts'
import { CommandLine } from '../ui/CommandLine.tsx'
import { Note } from '../ui/Note.tsx'
import { tell, tellFailure } from './tell.tsx'

interface Props {
  source: Source
  /** Whether it has an address already. */
  hooked: boolean
}

/** The address at which a source tells of itself: made and shown once, made anew, ended. */
export function SourceHook({ source, hooked }: Props) {
  const words = HOOKS[source.kind]
  const { made, make, remove } = useHook(source)
  const [sure, setSure] = useState<'make' | 'remove'>()
  if (!words) return null
  function ask(deed: 'make' | 'remove') {
    if (deed === 'make' && !hooked) make.mutate()
    else setSure(deed)
  }
  function go() {
    ;(sure === 'remove' ? remove : make).mutate()
    setSure(undefined)
  }
  return (
    <Stack gap="sm" component="section" aria-label="Webhook" className="panel">
      <Title order={2} size="h4">
        Webhook
      </Title>
      <Text size="sm" maw={760}>
        {words.brings}
      </Text>
      {made ? <Made made={made} words={words} title={source.title} /> : <State hooked={hooked} />}
      {sure ? (
        <Sure deed={sure} title={source.title} onGo={go} onLeave={() => setSure(undefined)} />
      ) : (
        <Group gap="xs">
          <Button variant="default" onClick={() => ask('make')} loading={make.isPending}>
            {hooked ? 'Make a new address' : 'Make an address'}
          </Button>
          {hooked && (
            <Button variant="default" onClick={() => ask('remove')} loading={remove.isPending}>
              Remove the address
            </Button>
          )}
        </Group>
      )}
    </Stack>
  )
}

interface MadeHook {
  path: string
  token: string
}

function useHook({ id, title }: Source) {
  const queries = useQueryClient()
  const [made, setMade] = useState<MadeHook>()
  const settled = { onError: tellFailure, onSettled: () => queries.invalidateQueries() }
  const make = useMutation({
    mutationFn: () => call('sources.hook', { id }),
    onSuccess: setMade,
    ...settled,
  })
  const remove = useMutation({
    mutationFn: () => call('sources.unhook', { id }),
    onSuccess: () => {
      setMade(undefined)
      tell(`The address is removed. Remove the webhook at ${title} too.`)
    },
    ...settled,
  })
  return { made, make, remove }
}

function State({ hooked }: { hooked: boolean }) {
  return (
    <Text size="sm" c="dimmed">
      {hooked
        ? 'There is an address. It was shown once, when it was made; if it is lost, make a new one.'
        : 'There is no address yet.'}
    </Text>
  )
}

function Made({ made, words, title }: { made: MadeHook; words: HookWords; title: string }) {
  return (
    <Note kind="info" title="This is shown once: copy it now">
      <Stack gap="sm" mt={4}>
        <div>
          <Text size="sm">Address</Text>
          <CommandLine command={location.origin + made.path} label="Copy the address" />
        </div>
        {words.secret && (
          <div>
            <Text size="sm">Secret</Text>
            <CommandLine command={made.token} label="Copy the secret" />
          </div>
        )}
        <List type="ordered" size="sm" spacing={6}>
          {words.steps.map((step) => (
            <List.Item key={step} className="wrap-anywhere">
              {step}
            </List.Item>
          ))}
        </List>
        <Text size="sm" c="dimmed">
          {title} must reach this server at that address; where it knows it by another name, change
          what stands before /hooks.
        </Text>
      </Stack>
    </Note>
  )
}

interface SureProps {
  deed: 'make' | 'remove'
  title: string
  onGo: () => void
  onLeave: () => void
}

function Sure({ deed, title, onGo, onLeave }: SureProps) {
  const remove = deed === 'remove'
  return (
    <Note kind="warning" title={remove ? 'Remove the address?' : 'Make a new address?'}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          What {title} sends to the address in use is refused from then on
          {remove ? '.' : ', until you have entered the new one there.'} Nothing that it told is
          lost.
        </Text>
        <Group gap="xs">
          <Button color={remove ? 'red' : undefined} onClick={onGo}>
            {remove ? 'Remove it' : 'Make it'}
          </Button>
          <Button variant="default" onClick={onLeave}>
            Keep the one in use
          </Button>
        </Group>
      </Stack>
    </Note>
  )
}
