import { Switch } from '@mantine/core'
import type { FieldsProps } from './settings-draft.ts'

/** Whether people go by pseudonyms, and for whom. */
export function PrivacyFields({ draft, locked, change }: FieldsProps) {
  return (
    <>
      <Switch
        label="People go by pseudonyms"
        description='Everybody but Workspace Admins reads "Person 12" instead of a name, without addresses and usernames, and cannot look for people by them.'
        checked={draft.pseudonyms}
        disabled={locked}
        onChange={(event) => change({ pseudonyms: event.currentTarget.checked })}
      />
      <Switch
        label="Also for tokens of the organization"
        description="Switch it off for programs that keep the directory and need the addresses of people."
        checked={draft.pseudonyms_for_tokens}
        disabled={locked || !draft.pseudonyms}
        onChange={(event) => change({ pseudonyms_for_tokens: event.currentTarget.checked })}
      />
    </>
  )
}
