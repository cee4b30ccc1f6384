import { Text } from '@mantine/core'
import { counted } from '../../src/model/index.ts'
import { Note } from '../ui/Note.tsx'
import { ToLink } from './ToLink.tsx'

/** How many accounts are suspected to be bots, and that a person has to say; nothing where none is. */
export function SuspectedBots({ total, shown }: { total: number; shown: boolean }) {
  if (total === 0) return null
  const one = total === 1
  return (
    <Note
      kind="warning"
      title={`${counted(total, 'account')} ${one ? 'is' : 'are'} suspected to be ${one ? 'a bot' : 'bots'}`}
    >
      <Text size="sm">
        What {one ? 'it has' : 'they have'} done is in no number until a person says that{' '}
        {one ? 'it is none' : 'they are none'}.{' '}
        {!shown && (
          <ToLink to="/accounts" search={{ bots: true }}>
            Review {one ? 'it' : 'them'}
          </ToLink>
        )}
      </Text>
    </Note>
  )
}
