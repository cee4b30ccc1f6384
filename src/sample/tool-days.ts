import type { ToolDayFact } from '../model/index.ts'
import type { Random } from '../stats/random.ts'
import type { CoderAccount } from './coder-account.ts'
import { outOfOrder } from './out-of-order.ts'
import { at, weekdaysIn } from './panel.ts'
import type { World } from './world.ts'

export const TOOL = 'Coder'

/**
 * Who used the tool on which day for how long, week by week; some days stand twice and some late. Each call derives
 * them afresh and the same.
 */
export function* toolDays(world: World, accounts: readonly CoderAccount[]): Generator<ToolDayFact> {
  const { late } = world.frame.settings.faults
  yield* outOfOrder(inOrder(world, accounts), late, world.random.fork('late days'))
}

function* inOrder(world: World, accounts: readonly CoderAccount[]): Generator<ToolDayFact> {
  const random = world.random.fork('minutes')
  for (let week = 0; week < world.panel.weeks; week++) {
    for (const { person, username, email } of accounts) {
      if (person === undefined) continue
      yield* daysOfWeek({ username, email }, person, week, world, random)
    }
  }
}

function* daysOfWeek(
  account: ToolDayFact['account'],
  person: number,
  week: number,
  { panel, frame }: World,
  random: Random,
): Generator<ToolDayFact> {
  const cell = person * panel.weeks + week
  const repeated = at(panel.repeated_days, cell)
  for (const weekday of weekdaysIn(at(panel.used, cell))) {
    const day = frame.clock.day(week * 7 + weekday)
    const fact = { tool: TOOL, account, day, minutes: drawMinutes(random) }
    yield fact
    if ((repeated >> weekday) & 1) yield fact
  }
}

/** Connected minutes of a day: three hours in the middle, from five minutes to twelve hours. */
function drawMinutes(random: Random): number {
  const minutes = Math.round(Math.exp(random.normal(Math.log(180), 0.6)))
  return Math.min(Math.max(minutes, 5), 720)
}
