import { ActionIcon, Code, CopyButton, Group, Tooltip } from '@mantine/core'
import { CheckIcon, CopyIcon } from './icons.tsx'

/** A command to be typed, with a button that copies it. */
export function CommandLine({ command }: { command: string }) {
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <Code block className="command">
        {command}
      </Code>
      <CopyButton value={command}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'}>
            <ActionIcon
              variant="subtle"
              color={copied ? 'teal' : 'gray'}
              size="lg"
              onClick={copy}
              aria-label={copied ? 'Copied' : 'Copy the command'}
            >
              {copied ? <CheckIcon /> : <CopyIcon />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  )
}
