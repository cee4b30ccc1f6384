import * as z from 'zod'
import { TimeZone } from './time-zone.ts'

const Day = z.iso.date().nullable()
const Name = z.string().trim().min(1).nullable()

/** Fixed properties of a user, as users.update sets them; null is none. Those after `exclude_from_snapshots` are ours. */
export const Properties = z.object({
  start_date: Day.describe('First day of employment.'),
  github_username: Name.describe('Username at GitHub.'),
  additional_github_username: Name.describe('A second username at GitHub.'),
  gitlab_username: Name.describe('Username at GitLab.'),
  ai_light_adoption_date: Day.describe('Since when a light user of AI tools.'),
  ai_moderate_adoption_date: Day.describe('Since when a moderate user of AI tools.'),
  ai_heavy_adoption_date: Day.describe('Since when a heavy user of AI tools.'),
  sso_email: Name.describe('Address at the identity provider, where it is another one.'),
  protected: z.boolean().describe('Without name in metrics of individuals.'),
  exclude_from_snapshots: z.boolean().describe('Is not asked in surveys.'),
  end_date: Day.describe('First day on which the person is no longer employed.'),
  time_zone: TimeZone.nullable().describe('IANA time zone, such as Europe/Lisbon.'),
  coder_username: Name.describe('Username at Coder.'),
  writes_code: z.boolean().nullable().describe('Declared: the role includes writing code.'),
})
