import { sql } from 'kysely'
import * as z from 'zod'
import { USUAL_THRESHOLDS, UsageThresholds } from '../model/index.ts'
import { type Db, many, run } from './db.ts'

const usage = UsageThresholds.shape
const usual = USUAL_THRESHOLDS

/** A role that the members of a group of an identity provider have. */
export const GroupRole = z.object({
  group: z.string().describe('Name of the group, compared without case.'),
  role: z.string().describe('Name of the role.'),
})

/** What an administrator may change while Facet runs. */
export const Settings = z.object({
  organization: z.string().default('My organization').describe('Name of the organisation.'),
  time_zone: z.string().default('UTC').describe('IANA zone in which days and weeks are counted.'),
  minimum_group: z
    .number()
    .int()
    .min(3)
    .default(5)
    .describe('Fewest people that a number may be about: 5 unless raised, or 3 for all.'),
  pseudonyms: z
    .boolean()
    .default(false)
    .describe('Whether people go by pseudonyms for everybody but Workspace Admins.'),
  pseudonyms_for_tokens: z
    .boolean()
    .default(true)
    .describe('Whether they then do so for tokens of the organisation too.'),
  no_person_storage: z
    .object({ attribute: z.string(), values: z.array(z.string()) })
    .nullable()
    .default(null)
    .describe('The people, by values of an attribute, of whom no facts and no weeks are stored.'),
  retention_months: z
    .number()
    .int()
    .min(3)
    .nullable()
    .default(25)
    .describe('Months for which facts about people are kept; null: for ever.'),
  usage_day_minutes: usage.usage_day_minutes.default(usual.usage_day_minutes),
  usage_daily_percent: usage.usage_daily_percent.default(usual.usage_daily_percent),
  usage_weekly_weeks: usage.usage_weekly_weeks.default(usual.usage_weekly_weeks),
  usage_change_days: usage.usage_change_days.default(usual.usage_change_days),
  geo_attribute: z
    .string()
    .min(1)
    .default('Geo')
    .describe('Attribute whose values name the country whose public holidays a person has.'),
  default_country: z
    .string()
    .min(2)
    .nullable()
    .default(null)
    .describe('Country of those of whom neither that attribute nor the time zone tells one.'),
  scim_team_prefix: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('What the names of groups of an identity provider begin with that are teams.'),
  group_roles: z.array(GroupRole).default([]).describe('Which group gives which role.'),
})
export type Settings = z.output<typeof Settings>

/** The settings as they stand. */
export async function read(db: Db): Promise<Settings> {
  const rows = await many(
    db,
    sql<{ key: string; value: unknown }>`select s.key, s.value from settings s`,
  )
  return Settings.parse(Object.fromEntries(rows.map(({ key, value }) => [key, value])))
}

/** The zone of the organisation as SQL, so that a statement sees it as of the same moment as its other rows. */
export const timeZone = sql<string>`
  coalesce((select s.value #>> '{}' from settings s where s.key = 'time_zone'), ${sql.lit(Settings.parse({}).time_zone)})
`

/** The attribute that names the country whose holidays a person has, in the same way. */
export const geoAttribute = sql<string>`
  coalesce((select s.value #>> '{}' from settings s where s.key = 'geo_attribute'), ${sql.lit(Settings.parse({}).geo_attribute)})
`

/** Sets some of them; what is undefined stays. */
export async function update(tx: Db, changes: Partial<Settings>, entry: number): Promise<void> {
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) continue
    await run(
      tx,
      sql`
        insert into settings (key, value, changed_in) values (${key}, ${JSON.stringify(value)}::jsonb, ${entry})
        on conflict (key) do update set value = excluded.value, changed_in = excluded.changed_in
      `,
    )
  }
}
