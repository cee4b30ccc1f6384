/**
 * What happened, a cell a person and week: person `i` in week `w` has cell `i * weeks + w`. Days of a week are bits,
 * Monday the lowest. A cell before a person's first day or after the last is empty.
 */
export interface Panel {
  weeks: number
  /** Working days without holiday, leave or part time. */
  available: Uint8Array
  /** Merged pull requests to expect in the week, and how many it were without the tool. */
  expected: Float64Array
  expected_without: Float64Array
  /** Pull requests that the person merged, and those that an agent merged under the person's account. */
  merged: Uint16Array
  agent: Uint16Array
  /** Pull requests opened in the week that are closed without a merge, or still open. */
  unmerged: Uint8Array
  /** Days in the tool. */
  used: Uint8Array
  /** Of the merged ones, the agent's included: how many stand twice in the file; of the tool days: which. */
  repeated_pulls: Uint8Array
  repeated_days: Uint8Array
  /** Week in which a person adopted the tool, −1 for who has not; one value a person. */
  adopted: Int16Array
}

export function emptyPanel(people: number, weeks: number): Panel {
  const cells = people * weeks
  return {
    weeks,
    available: new Uint8Array(cells),
    expected: new Float64Array(cells),
    expected_without: new Float64Array(cells),
    merged: new Uint16Array(cells),
    agent: new Uint16Array(cells),
    unmerged: new Uint8Array(cells),
    used: new Uint8Array(cells),
    repeated_pulls: new Uint8Array(cells),
    repeated_days: new Uint8Array(cells),
    adopted: new Int16Array(people).fill(-1),
  }
}

/** The value at an index; 0 past the end. */
export function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0
}

/** How many days of a week are set. */
export function daysIn(bits: number): number {
  let days = 0
  for (const day of WEEKDAYS) days += (bits >> day) & 1
  return days
}

/** The days that are set, 0 for Monday. */
export function weekdaysIn(bits: number): number[] {
  return WEEKDAYS.filter((day) => (bits >> day) & 1)
}

export const WEEKDAYS = [0, 1, 2, 3, 4] as const
