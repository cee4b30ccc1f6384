import * as z from 'zod'

/** How often somebody uses a tool, from the least on. Each is one class away from the next. */
export const USAGE_CLASSES = ['none', 'monthly', 'weekly', 'daily'] as const

/** All values of a usage level in their order: the classes, then what says that there is no class, and why. */
export const USAGE_LEVELS = [...USAGE_CLASSES, 'no account', 'suspended', 'unknown'] as const
export type UsageLevel = (typeof USAGE_LEVELS)[number]

/** By what days of use become levels. */
export const UsageThresholds = z.object({
  usage_day_minutes: z
    .number()
    .int()
    .min(1)
    .max(1440)
    .describe('Minutes of a tool that make a day of use; one action makes it too.'),
  usage_daily_percent: z
    .number()
    .int()
    .min(1)
    .max(100)
    .describe(
      'Percent of the working days of the last 28 on which somebody must use a tool for the level "daily".',
    ),
  usage_weekly_weeks: z
    .number()
    .int()
    .min(1)
    .max(4)
    .describe('Weeks of the last 4 in which somebody must use a tool for the level "weekly".'),
  usage_change_days: z
    .number()
    .int()
    .min(1)
    .max(56)
    .describe(
      'Days in a row on which a level one class higher or lower must be found before it is written; 1: at once.',
    ),
})
export type UsageThresholds = z.output<typeof UsageThresholds>

/** The thresholds where nobody has set others. */
export const USUAL_THRESHOLDS: UsageThresholds = {
  usage_day_minutes: 5,
  usage_daily_percent: 50,
  usage_weekly_weeks: 3,
  usage_change_days: 14,
}

/** The days before a day by which its level is told. */
export const WINDOW_DAYS = 28

/** The fewest of them of which a source must speak; with fewer the level is unknown. */
export const FEWEST_KNOWN_DAYS = 14

/** What the attribute of a tool's levels is called. */
export function usageName(tool: string): string {
  return `${tool} usage`
}

/** What the attribute of the week since which a tool is used is called. */
export function adoptedName(tool: string): string {
  return `${tool} adopted`
}

/** What a usage level means, for readers of the attribute. */
export function usageDescription(tool: string): string {
  return `How often a person used ${tool} in the 28 days before: ${measureOf(tool)}. "no account", "suspended" and "unknown" are no levels of use.`
}

/** What the date of adoption means, for readers of the attribute. */
export function adoptedDescription(tool: string): string {
  return `Monday of the first of two weeks within four in which a person used ${tool}: ${measureOf(tool)}. It stays when use ends.`
}

/** What a day of use of a tool is made of. Coder tells how long a workspace was connected, not what was done in it. */
function measureOf(tool: string): string {
  return tool.toLowerCase() === 'coder'
    ? 'days by connected time, which is not time at work'
    : 'days by the time or the actions that the tool reports'
}
