import { List, Text } from '@mantine/core'
import { counted } from '../../src/model/index.ts'
import type { Result } from '../api.ts'
import { Note } from '../ui/Note.tsx'

type Changes = Result<'settings.update'>['role_changes']

/** How many people would gain or lose which role, as far as their groups are known. */
export function RoleChanges({ changes }: { changes: Changes }) {
  return (
    <Note kind={changes.some(({ lost }) => lost > 0) ? 'warning' : 'info'} title="What saving does">
      {changes.length === 0 && (
        <Text size="sm">Nobody whose groups are known gains or loses a role now.</Text>
      )}
      <List size="sm">
        {changes.map((change) => (
          <List.Item key={change.role}>{sentence(change)}</List.Item>
        ))}
      </List>
      <Text size="sm" c="dimmed">
        Known are groups that come by SCIM, and those told at somebody's last sign-in.
      </Text>
    </Note>
  )
}

function sentence({ role, gained, lost }: Changes[number]): string {
  const said = [
    ...(gained > 0 ? [`${people(gained)} ${gained === 1 ? 'gains' : 'gain'} it`] : []),
    ...(lost > 0 ? [`${people(lost)} ${lost === 1 ? 'loses' : 'lose'} it`] : []),
  ]
  return `${role}: ${said.join(', ')}.`
}

const people = (number: number) => counted(number, 'person', 'people')
