import { ApiError, type Result } from '../api.ts'

export type Settings = Result<'settings.info'>['settings']

/** The settings that are single values; the roles of groups, whom nothing is stored of, and how long facts are kept are saved by themselves, after a preview. */
type Single = Omit<Settings, 'group_roles' | 'no_person_storage' | 'retention_months'>

/** Settings as they are being written; a number may be empty meanwhile. */
export type Draft = {
  [Name in keyof Single]: Single[Name] extends number ? number | '' : Single[Name]
}

/** The settings as a draft of them begins. */
export function draftOf(settings: Settings): Draft {
  const { group_roles: _, no_person_storage: __, retention_months: ___, ...single } = settings
  return single
}

/** What the fields of a part of the settings need. */
export interface FieldsProps {
  draft: Draft
  locked: boolean
  /** What is wrong with a field, by its name. */
  faults: Record<string, string>
  change: (some: Partial<Draft>) => void
}

/** What of the draft is not yet so; undefined while a number is missing. */
export function changesOf(draft: Draft, settings: Settings): Partial<Settings> | undefined {
  const changed = Object.entries(draft).filter(
    ([name, value]) => value !== settings[name as keyof Settings],
  )
  if (changed.some(([name, value]) => value === '' && isNumber(settings, name))) return undefined
  return Object.fromEntries(changed)
}

function isNumber(settings: Settings, name: string): boolean {
  return typeof settings[name as keyof Settings] === 'number'
}

/** What a refusal says is wrong, by the name of the field; nothing where it is not about fields. */
export function faultsOf(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(error.issues.map(({ path, message }) => [path, message]))
}
