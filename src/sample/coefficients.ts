import type { Scenario } from './options.ts'

/*
 * The numbers of the model. Effects are on the log of the rate unless said otherwise; launch weeks count from the
 * start of an organisation of 80 weeks and stretch with its length.
 */

/** From junior to principal: share of people, rate, drift a year (scenario), eagerness to adopt, gain from the tool. */
export const LEVELS = [
  { name: 'L1', share: 0.15, rate: -0.25, drift: 1, eagerness: -0.5, gain: 1.4 },
  { name: 'L2', share: 0.3, rate: 0, drift: 0.5, eagerness: -0.2, gain: 1.2 },
  { name: 'L3', share: 0.3, rate: 0.15, drift: 0, eagerness: 0.25, gain: 1 },
  { name: 'L4', share: 0.17, rate: 0.05, drift: -0.33, eagerness: 0.5, gain: 0.7 },
  { name: 'L5', share: 0.08, rate: -0.2, drift: -0.66, eagerness: 0.3, gain: 0.5 },
] as const
export type Level = (typeof LEVELS)[number]

export const ROLES = [
  { name: 'Backend', share: 0.35, rate: 0 },
  { name: 'Frontend', share: 0.2, rate: 0.1 },
  { name: 'Full stack', share: 0.15, rate: 0.05 },
  { name: 'Mobile', share: 0.08, rate: -0.05 },
  { name: 'Data', share: 0.1, rate: -0.25 },
  { name: 'Infrastructure', share: 0.12, rate: -0.1 },
] as const
export type Role = (typeof ROLES)[number]

/** Where people work: `launch` is the week in which the tool was opened to them. */
export const GEOS = [
  {
    name: 'US',
    share: 0.5,
    launch: 20,
    zones: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  },
  {
    name: 'EU',
    share: 0.25,
    launch: 28,
    zones: ['Europe/Berlin', 'Europe/London', 'Europe/Warsaw', 'Europe/Lisbon', 'Europe/Stockholm'],
  },
  { name: 'IN', share: 0.2, launch: 24, zones: ['Asia/Kolkata'] },
  {
    name: 'LATAM',
    share: 0.05,
    launch: 32,
    zones: ['America/Sao_Paulo', 'America/Mexico_City', 'America/Bogota'],
  },
] as const
export type Geo = (typeof GEOS)[number]

/** Merged pull requests in five available days of a middling person. */
export const BASE_RATE = 2.2

export const RATE = {
  division_sd: 0.1,
  group_sd: 0.1,
  team_sd: 0.22,
  ability_sd: 0.35,
  team_shock: { sd: 0.15, rho: 0.6 },
  person_shock: { sd: 0.2, rho: 0.4 },
  week_sd: 0.04,
  growth_a_year: 0.05,
  /** A new hire starts this far below and gets there with a time constant of so many weeks. */
  ramp: { depth: -1.2, weeks: 6 },
  /** Shape of the gamma that spreads the counts of a week beyond Poisson. */
  spread: 3,
} as const

export const CYCLE = { median_hours: 18, team_sd: 0.35, person_sd: 0.2, sd: 1.1 } as const

export const USAGE = {
  coding_day: { intercept: 0.9, rate: 1 },
  tool_day: { intercept: 0.3, eagerness: 0.6, person_sd: 0.8 },
  dropped: { share: 0.12, after_weeks: 3 },
} as const

const PLAIN = {
  hazard: 0.018,
  /** Weekly chance of a hire in the first four weeks, once the tool is open. */
  hazard_of_hires: 0.1,
  level: 1,
  eagerness: 0.5,
  team_share: 1,
  /** Weight of the passing shock, in its standard deviations. */
  surge: 0,
  immune: { share: 0.15, eagerness: -0.25 },
  /** Log rate a year, times the drift of the level. */
  level_drift: 0,
  /** Part of tau that the whole team gains for the share of it that has adopted. */
  spillover: 0,
}

/** What drives adoption, and what moves the rate besides: a scenario changes a number or two of it. */
export type Drivers = typeof PLAIN

export const DRIVERS: Record<Scenario, Drivers> = {
  plain: PLAIN,
  level_trend: { ...PLAIN, level_drift: 0.25 },
  surge: { ...PLAIN, surge: 0.8 },
  spillover: { ...PLAIN, spillover: 0.5 },
  random_rollout: {
    ...PLAIN,
    hazard: 0.024,
    level: 0,
    eagerness: 0,
    team_share: 0,
    immune: { share: 0.15, eagerness: 0 },
  },
}
