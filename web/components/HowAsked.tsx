import { Stack, Text } from '@mantine/core'
import { commandOf } from '../../src/model/index.ts'
import { CommandLine } from '../ui/CommandLine.tsx'

interface Props {
  method: string
  args: Record<string, unknown>
  /** What else belongs there, such as definitions. */
  children?: React.ReactNode
}

/** Where the numbers of a page come from, and how to get them without it. */
export function HowAsked({ method, args, children }: Props) {
  return (
    <details>
      <summary>Where this comes from</summary>
      <Stack gap="xs" mt="sm" maw={760}>
        {children}
        <Text size="sm" c="dimmed">
          This page shows the answer of the method {method}. The same at a command line, or over
          HTTP at /{method}:
        </Text>
        <CommandLine command={commandOf(method, args)} />
      </Stack>
    </details>
  )
}
