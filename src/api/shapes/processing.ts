import * as z from 'zod'
import { Purpose } from '../../model/index.ts'
import { Scope } from '../scopes.ts'
import { Settings } from './settings.ts'

const settings = Settings.shape

/** What is processed of people here, for whom, and by which rules: what a works council or a data protection officer asks for. */
export const Processing = z
  .object({
    organization: settings.organization,
    purposes: z
      .array(z.object({ purpose: Purpose, words: z.string() }))
      .describe('What numbers may be used for. Judging, paying or ranking people is none.'),
    metrics: z
      .array(
        z.object({
          id: z.string(),
          purposes: z.array(Purpose),
          purpose: z
            .string()
            .nullable()
            .describe('Of a metric of your own, what it is for as its author said.'),
        }),
      )
      .describe('Every metric with what it may be used for.'),
    tables: z
      .array(
        z.object({
          table: z.string(),
          columns: z.array(z.string()),
          holds: z
            .enum(['people', 'traces'])
            .describe(
              'people: rows about one person each, which an erasure takes away and an export has; traces: rows about something else, which may name people.',
            ),
          ages: z
            .boolean()
            .describe('Whether rows go once they are older than `retention.months`.'),
          struck_out: z
            .array(z.string())
            .describe('Where an erasure strikes a person out of rows that stay.'),
          left_out: z
            .array(z.string())
            .describe('Columns that no export has, such as hashes of secrets.'),
          stays_because: z
            .string()
            .nullable()
            .describe('Why rows stay that have to do with an erased person; null: none do.'),
        }),
      )
      .describe('Every table that holds something of people; the others hold nothing of them.'),
    roles: z
      .array(
        z.object({
          role: z.string(),
          scopes: z.array(Scope),
          sees_privileged: z.boolean().describe('Whether it sees privileged attributes.'),
        }),
      )
      .describe('What each role may do; a role that an organization names itself adds nothing.'),
    scopes: z.array(z.object({ scope: Scope, words: z.string() })).describe('What a scope allows.'),
    retention: z.object({
      months: settings.retention_months,
      decided: z.boolean().describe('Whether somebody has set it.'),
      kept_from: z.iso.date().nullable().describe('Weeks before are closed; null: none is.'),
    }),
    minimum_group: settings.minimum_group,
    pseudonyms: settings.pseudonyms,
    pseudonyms_for_tokens: settings.pseudonyms_for_tokens,
    no_person_storage: settings.no_person_storage,
    sensitive_attributes: z
      .array(
        z.object({
          name: z.string(),
          because: z
            .enum(['name', 'marked'])
            .describe('Whether its name says so, or somebody marked it.'),
        }),
      )
      .describe('Attributes that no report uses; privileged ones for whoever may see them.'),
    released_attributes: z
      .array(z.string())
      .describe('Those whose name says so and of which somebody said why they are not.'),
    sources: z
      .array(
        z.object({
          source: z.string().describe('Key of the source, or what a file was told to be from.'),
          kind: z
            .string()
            .nullable()
            .describe('Kind of a connected source; null: known by files alone.'),
          subjects: z
            .array(z.string())
            .describe('What it tells of, as far as days of that are known.'),
        }),
      )
      .describe('Where facts come from.'),
  })
  .meta({ id: 'Processing' })
