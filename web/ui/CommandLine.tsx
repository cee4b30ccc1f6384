import { ActionIcon, Code, CopyButton, Group, Tooltip } from '@mantine/core'
import { CheckIcon, CopyIcon } from './icons.tsx'

interface Props {
  command: string
  /** What the button does. */
  label?: string
}

/** A command to be typed, or another text to be entered elsewhere, with a button that copies it. */
export function CommandLine({ command, label = 'Copy the command' }: Props) {
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
              aria-label={copied ? 'Copied' : label}
            >
              {copied ? <CheckIcon /> : <CopyIcon />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  )
}
