import { Button, Group, Select, TextInput } from '@mantine/core'
import { ROLES } from '../role-words.ts'

/** A group of an identity provider, and the role of its members. */
export interface RoleOfGroup {
  group: string
  role: string
}

interface Props {
  row: RoleOfGroup
  /** Place in the list, from 1. */
  number: number
  locked: boolean
  faults: { group: string | undefined; role: string | undefined }
  onChange: (some: Partial<RoleOfGroup>) => void
  onRemove: () => void
}

/** One line of the roles of groups. */
export function GroupRoleRow({ row, number, locked, faults, onChange, onRemove }: Props) {
  const known = Object.keys(ROLES)
  const roles = row.role === '' || known.includes(row.role) ? known : [...known, row.role]
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        label={`Group ${number}`}
        flex="1 1 200px"
        value={row.group}
        error={faults.group}
        disabled={locked}
        onChange={(event) => onChange({ group: event.currentTarget.value })}
      />
      <Select
        label={`Role of group ${number}`}
        flex="1 1 200px"
        data={roles}
        value={row.role || null}
        error={faults.role}
        placeholder="Choose a role"
        disabled={locked}
        allowDeselect={false}
        onChange={(role) => onChange({ role: role ?? '' })}
      />
      <Button
        variant="default"
        disabled={locked}
        aria-label={`Remove group ${number}`}
        onClick={onRemove}
      >
        Remove
      </Button>
    </Group>
  )
}
