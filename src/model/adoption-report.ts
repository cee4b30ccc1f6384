import * as z from 'zod'
import { Estimate, Interval, Reason } from './estimate.ts'
import { Period } from './period.ts'
import { ReportGround } from './report-ground.ts'
import { ReportScope } from './report-scope.ts'
import type { UsageLevel } from './usage-level.ts'

/** The question: who uses a tool and how often, whether they keep to it, and who came to it. */
export const AdoptionSpec = ReportScope.extend({
  attribute: z
    .string()
    .trim()
    .min(1)
    .default('Coder')
    .describe('The tool, by the name of its attribute.'),
  by: z
    .array(z.string())
    .max(6)
    .default([])
    .describe(
      'What to break the last day down by: names of attributes, "team", or "division", the top of the tree of teams. Default: role, level, geo and division.',
    ),
})
export type AdoptionSpec = z.output<typeof AdoptionSpec>

/** A share of people of whom it is known, with Wilson's interval. What is null has its reason; it is never 0. */
export const PeopleShare = z.object({
  people: z.number().int().nullable().describe('Those of the share, to 5.'),
  estimate: z.number().nullable().describe('From 0 to 1, to whole per cent.'),
  interval: Interval.nullable(),
  within: z
    .object({ low: z.number(), high: z.number() })
    .nullable()
    .describe(
      'Bounds that surely hold the share, to 5 %, where so few people make the difference to nobody or to all that it is not shown itself.',
    ),
  reason: Reason.nullable(),
})
export type PeopleShare = z.infer<typeof PeopleShare>

/** How often the people of a group use the tool: shares of those of whom that is known, people without an account among them. */
export const UseShares = z.object({
  people: z.number().int().nullable().describe('Those whose use is known, to 5 below 100.'),
  using: PeopleShare.describe('Daily or weekly.'),
  daily: PeopleShare,
  low: PeopleShare.describe('Monthly or none, with an account.'),
})
export type UseShares = z.infer<typeof UseShares>

/** The levels that are known, of which shares are made; the more a tool is used, the earlier. */
export const KNOWN_LEVELS = [
  'daily',
  'weekly',
  'monthly',
  'none',
  'suspended',
  'no account',
] as const satisfies readonly UsageLevel[]

/** One week: the level that people had on its last day. The shares and `not_shown` add to 1. */
export const AdoptionWeek = z.object({
  from: z.iso.date().describe('Monday of the week.'),
  people: z.number().int().nullable().describe('Those whose level is known, to 5 below 100.'),
  unknown: z
    .number()
    .nullable()
    .describe('Share of all whose level is not known; null: fewer than the minimum group.'),
  levels: z.array(
    z.object({
      level: z.enum(KNOWN_LEVELS),
      share: z.number().nullable().describe('Of those whose level is known, to whole per cent.'),
    }),
  ),
  not_shown: z
    .number()
    .nullable()
    .describe('Share of the levels together that are of too few people to be shown alone.'),
})
export type AdoptionWeek = z.infer<typeof AdoptionWeek>

/** The people who have one value of an attribute, or are in one team, on the last day. */
export const AdoptionSegment = UseShares.extend({
  value: z.string(),
  lapsed: PeopleShare.describe(
    'Of those who used the tool in the period: who does not any more on its last day.',
  ),
})
export type AdoptionSegment = z.infer<typeof AdoptionSegment>

/** The last day by one attribute. Values of too few people are not listed. */
export const AdoptionBreakdown = z.object({
  by: z.string(),
  segments: z.array(AdoptionSegment),
})
export type AdoptionBreakdown = z.infer<typeof AdoptionBreakdown>

/** People who first used the tool in the same months, and how many of them kept to it. */
export const RetentionCohort = z.object({
  from: z.iso.date().describe('First day of the first month of first use.'),
  to: z.iso.date().describe('First day after the last.'),
  people: z.number().int().describe('To 5 below 100.'),
  kept: z
    .array(
      PeopleShare.omit({ people: true }).extend({
        weeks: z.number().int().describe('Weeks since the week of first use.'),
      }),
    )
    .describe(
      'Who still use it, by Kaplan and Meier, after 4, 8, 12, 26 and 52 weeks, as far as ten are followed.',
    ),
})
export type RetentionCohort = z.infer<typeof RetentionCohort>

/** How many still use the tool so many weeks after their first use: Kaplan and Meier's estimate. */
export const Retention = z.object({
  people: z.number().int().nullable().describe('Whose first use is known, to 5 below 100.'),
  curve: z.array(
    z.object({
      weeks: z.number().int().describe('Weeks since the week of first use.'),
      share: z.number().describe('Who still use it, to whole per cent.'),
      interval: Interval.nullable(),
    }),
  ),
  median: z.number().nullable().describe('Weeks after which half have stopped; null: not yet.'),
  cohorts: z
    .array(RetentionCohort)
    .describe(
      'The same by the month of first use, the latest twelve. Months of fewer than 20 people are joined; one that is not over is left out.',
    ),
  reason: Reason.nullable(),
  sentence: z.string(),
})
export type Retention = z.infer<typeof Retention>

/** The answer carries its question, who is not in it, and what may mislead. */
export const AdoptionReport = ReportGround.extend({
  spec: AdoptionSpec.describe('The question with every default filled in.'),
  tool: z.string(),
  sentence: z.string().describe('The answer in one or two sentences.'),
  last_day: z.iso.date().describe('The day of all figures that are not of a week.'),
  use: UseShares,
  unknown: z
    .number()
    .int()
    .nullable()
    .describe('People whose use is not known, to 5 below 100; they are in no share.'),
  lapsed: PeopleShare,
  previous: z
    .object({
      period: Period,
      use: UseShares,
      difference: Estimate.nullable().describe('Change of the share that uses it, in points.'),
      reason: Reason.nullable(),
    })
    .describe('The last day of the period before, which was as long.'),
  weeks: z.array(AdoptionWeek),
  breakdowns: z.array(AdoptionBreakdown),
  retention: Retention,
  adopted: z
    .array(Period.extend({ people: z.number().int().describe('To 5 below 100.') }))
    .describe(
      'Who newly adopted the tool. Weeks of fewer people than the minimum group are joined, or left out.',
    ),
  unmatched_use: z
    .object({ accounts: z.number().int().nullable(), share: z.number().nullable() })
    .describe('Accounts that use the tool and are linked to nobody, and their share of the use.'),
  definitions: z.array(z.string()).describe('What the words of this report mean.'),
})
export type AdoptionReport = z.infer<typeof AdoptionReport>
