import * as z from 'zod'

const Day = z.iso.date().nullable()
const Name = z.string().trim().min(1).nullable()
const Zone = z
  .string()
  .refine(isZone, 'This is no time zone; write it as Europe/Lisbon.')
  .nullable()

/** Fixed properties of a user, as users.update sets them; null is none. Those after `exclude_from_snapshots` are ours. */
export const Properties = z.object({
  start_date: Day.describe('First day of employment.'),
  github_username: Name,
  additional_github_username: Name,
  gitlab_username: Name,
  ai_light_adoption_date: Day,
  ai_moderate_adoption_date: Day,
  ai_heavy_adoption_date: Day,
  sso_email: Name,
  protected: z.boolean().describe('Without name in metrics of individuals.'),
  exclude_from_snapshots: z.boolean().describe('Is not asked in surveys.'),
  end_date: Day.describe('First day on which the person is no longer employed.'),
  time_zone: Zone.describe('IANA time zone, such as Europe/Lisbon.'),
  coder_username: Name,
  writes_code: z.boolean().nullable().describe('Declared: the role includes writing code.'),
})

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
