import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { InfoIcon, WarningIcon } from './icons.tsx'

interface Props {
  kind: 'info' | 'warning' | 'error'
  title?: string
  children?: ReactNode
}

/** Something a reader should know: by the way, before going on, or because it failed. Failures are said aloud at once. */
export function Note({ kind, title, children }: Props) {
  return (
    <div className="note" data-kind={kind} role={kind === 'error' ? 'alert' : undefined}>
      <span className="note-icon">{kind === 'info' ? <InfoIcon /> : <WarningIcon />}</span>
      <div className="note-body">
        {title && (
          <Text fw={600} size="sm">
            {title}
          </Text>
        )}
        {children}
      </div>
    </div>
  )
}
