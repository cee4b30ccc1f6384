import { dayAfter, weekOf } from '../model/index.ts'

/**
 * What differs from the plain organisation: seniors drift ahead, people adopt when they happen to do well, adopters
 * lift their team-mates, or adoption has nothing to do with who somebody is.
 */
export type Scenario = 'plain' | 'level_trend' | 'surge' | 'spillover' | 'random_rollout'

/** What is wrong with the data, as real data are: shares of 1 unless said otherwise. */
export interface Faults {
  /** Bots, as a share of the people. */
  bots: number
  /** Of the bots: those that the source does not call one. */
  unflagged_bots: number
  /** People under whose own account an agent opens pull requests; a number. */
  agents: number
  /** People whose GitHub login nobody declared and whose commits carry a private address. */
  unmatched: number
  /** People without a level. */
  missing_level: number
  /** Pull requests and tool days that stand twice in their file. */
  duplicates: number
  /**
   * Pull requests and tool days that come later in their file than they should; of two exports of pull requests, those that
   * only the second tells.
   */
  late: number
  /** Merges at any hour of the author's day, night included: in UTC it may be another day, or another week. */
  odd_hours: number
  /** People who change their team in the one re-organisation, halfway, a year's worth of it each. */
  moved_per_year: number
  /** Weeks in which nothing was read from the repositories of the first division; a number. */
  outage_weeks: number
}

/** The faults of the sample that is shown; odd hours, the outage and the re-organisation only when asked for. */
export const FAULTS: Faults = {
  bots: 0.02,
  unflagged_bots: 0.3,
  agents: 3,
  unmatched: 0.08,
  missing_level: 0.05,
  duplicates: 0.01,
  late: 0.02,
  odd_hours: 0,
  moved_per_year: 0,
  outage_weeks: 0,
}

/** All that may be wrong at once. */
export const ALL_FAULTS: Faults = {
  ...FAULTS,
  odd_hours: 0.1,
  moved_per_year: 0.05,
  outage_weeks: 2,
}

/** Clean data: for measuring the analysis instead of the pipeline. */
export const NO_FAULTS: Faults = {
  bots: 0,
  unflagged_bots: 0,
  agents: 0,
  unmatched: 0,
  missing_level: 0,
  duplicates: 0,
  late: 0,
  odd_hours: 0,
  moved_per_year: 0,
  outage_weeks: 0,
}

export interface SampleOptions {
  seed: number
  /** Seats of people who write code; those who left and those who write none come on top. */
  people?: number
  weeks?: number
  /** First day; snapped to its Monday. */
  start?: string
  /** Effect of the tool on the log rate of merged pull requests, once learned, at level L3. */
  tau?: number
  /** Effect on the log of the cycle hours, once learned. Unless given: −0.10, or 0 when `tau` is 0. */
  cycle_effect?: number
  scenario?: Scenario
  faults?: Partial<Faults>
}

export interface Settings extends Required<SampleOptions> {
  faults: Faults
  /** The day after the last one. */
  end: string
}

/** The options with every default filled in. The default start makes 80 weeks end on Sunday 2026-11-15. */
export function settingsOf(options: SampleOptions): Settings {
  const { seed, people = 600, weeks = 80, tau = 0.08, scenario = 'plain' } = options
  const start = weekOf(options.start ?? '2025-05-05')
  return {
    seed,
    people,
    weeks,
    start,
    end: dayAfter(start, weeks * 7),
    tau,
    cycle_effect: options.cycle_effect ?? (tau === 0 ? 0 : -0.1),
    scenario,
    faults: { ...FAULTS, ...options.faults },
  }
}
