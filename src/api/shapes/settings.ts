import * as z from 'zod'
import { UsageThresholds } from '../../model/index.ts'
import { TimeZone } from './time-zone.ts'

/** Fewest people that any number may be about, where nothing is set. */
const USUAL_GROUP = 5
/** The one exception below it. */
const SMALL_GROUP = 3

/** What an administrator may change while Facet runs. */
export const Settings = z
  .object({
    organization: z.string().trim().min(1).max(200).describe('Name of the organization.'),
    time_zone: TimeZone.describe(
      'IANA time zone in which the days and weeks of those are counted who have none of their own.',
    ),
    minimum_group: z
      .number()
      .int()
      .max(1_000)
      .refine(
        (people) => people === SMALL_GROUP || people >= USUAL_GROUP,
        'Must be 5 or more, or 3, which lowers it for everybody who reads a report.',
      )
      .describe(
        'Fewest people that a number of a report may be about: 5 or more. 3 lowers it, for every report and every reader.',
      ),
  })
  .extend({
    pseudonyms: z
      .boolean()
      .describe(
        'Whether people go by stable pseudonyms, such as "Person 12", for everybody but Workspace Admins: no names, addresses and usernames in any answer or page, and none to look for.',
      ),
    pseudonyms_for_tokens: z
      .boolean()
      .describe(
        'Whether they then do so for tokens of the organization too; false for programs that keep the directory.',
      ),
    no_person_storage: z
      .object({
        attribute: z
          .string()
          .trim()
          .min(1)
          .describe('Name of the attribute, such as Legal entity.'),
        values: z
          .array(z.string())
          .min(1, 'Name at least one value.')
          .max(200, 'Must have 200 values at most.')
          .describe('Its values, such as ACME GmbH.'),
      })
      .nullable()
      .describe(
        'Of whom nothing is stored but their entry in the directory: no pull request, no day of use, no week. They are in no report. null: of everybody what the sources tell.',
      ),
  })
  .extend({
    retention_months: z
      .number()
      .int()
      .min(3, 'Must be 3 months or more.')
      .max(1_200)
      .nullable()
      .describe(
        'Months for which facts about people are kept, such as a pull request or a day of use: 25 unless set; nothing goes by that in the first 30 days. Weekly sums stay. null: for ever. See retention.info.',
      ),
  })
  .extend(UsageThresholds.shape)
  .extend({
    geo_attribute: z
      .string()
      .trim()
      .min(1, 'Name an attribute.')
      .max(200, 'Must have 200 characters at most.')
      .describe(
        'Attribute whose values name the country whose public holidays are no working days, by code or name, or a part of one by its code: DE, Germany, DE-BY. Who has none of them has the holidays of the time zone.',
      ),
    default_country: z
      .string()
      .trim()
      .min(2, 'Name a country, such as NL; null for none.')
      .max(200, 'Must have 200 characters at most.')
      .nullable()
      .describe(
        'Country whose public holidays they have of whom neither that attribute nor the time zone tells one; null: they have none.',
      ),
    scim_team_prefix: z
      .string()
      .trim()
      .min(1, 'Must have at least one character; null for no prefix.')
      .max(100, 'Must have 100 characters at most.')
      .nullable()
      .describe(
        'What the name of a group of an identity provider begins with, in any case of letters, for the group to be a team here; null: groups stay groups.',
      ),
    group_roles: z
      .array(
        z.object({
          group: z
            .string()
            .trim()
            .min(1, 'Enter the name of a group.')
            .max(200, 'Must have 200 characters at most.')
            .describe(
              'Group of an identity provider, in any case of letters: its display name by SCIM, or as the claim of groups has it, which is an id at Entra.',
            ),
          role: z
            .string()
            .trim()
            .min(1, 'Choose a role.')
            .describe('Role that its members have, by its name.'),
        }),
      )
      .max(200, 'Must have 200 entries at most.')
      .describe(
        'Which groups of an identity provider give which roles; several groups may give the same role, and one group several.',
      ),
  })
  .meta({ id: 'Settings' })
