import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

/** Of sums of minutes. */
const PER_HOUR = 1 / 60

export const focusHours: MetricDefinition = {
  id: 'focus_hours',
  name: 'Meeting-free hours',
  definition:
    'Hours of an available day, between 8 and 18 by the clock of the person, in gaps of two hours at least between what the calendar holds. Only meetings are seen, so it is the most that work without interruption can be.',
  unit: 'hours a day',
  direction: 'higher',
  kind: 'rate',
  unknown: 'Without a calendar, or on days that it does not cover, there is no value.',
  gaming: 'Meetings that are in no calendar raise it; time blocked for work lowers it.',
  guardrails: ['reviews_given'],
  subject: 'calendar',
  numerator: sql`w.focus_minutes`,
  denominator: sql`w.calendar_days`,
  scale: PER_HOUR,
}
