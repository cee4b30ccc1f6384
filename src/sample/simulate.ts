import type { Random } from '../stats/random.ts'
import { adoptionChance, launchWeek, learned } from './adoption.ts'
import { drawAvailable } from './availability.ts'
import { DRIVERS, type Drivers, RATE } from './coefficients.ts'
import type { Frame } from './frame.ts'
import { at, daysIn, emptyPanel, type Panel } from './panel.ts'
import { employedOn, type Person, teamOn } from './person.ts'
import { type Conditions, logRate } from './rate.ts'
import { weekOfYear } from './season.ts'
import { shocksOf } from './shocks.ts'
import type { Team } from './tree.ts'
import { toolDaysOf, usesTool } from './usage.ts'

const UNMERGED = 0.03

/**
 * Lives through the weeks one after the other. Each kind of draw has a stream of its own, so that the effect of the
 * tool changes what is merged and not who adopts.
 */
export function simulate(
  teams: readonly Team[],
  people: readonly Person[],
  frame: Frame,
  random: Random,
): Panel {
  const { weeks } = frame.settings
  const panel = emptyPanel(people.length, weeks)
  const shocks = shocksOf(teams.length, people.length, random.fork('shocks'))
  const streams = streamsOf(random)
  for (let week = 0; week < weeks; week++) {
    shocks.enter(week)
    const week_of_year = weekOfYear(frame.clock.day(week * 7))
    const shares = adoptedShares(people, panel, week, teams.length)
    for (const person of people) {
      const team = teams[teamOn(person, week * 7)]
      if (!team || !employedOn(person, week * 7)) continue
      const share = at(shares, team.index)
      live(panel, { person, team, week, week_of_year, shocks, share }, frame, streams)
    }
  }
  return panel
}

interface Life extends Conditions {
  /** Share of the team that had adopted when the week began. */
  share: number
}

type Streams = ReturnType<typeof streamsOf>

function streamsOf(random: Random) {
  return {
    leave: random.fork('leave'),
    adoption: random.fork('adoption'),
    merges: random.fork('merges'),
    usage: random.fork('usage'),
  }
}

/** Of each team the share that had adopted before this week. */
function adoptedShares(
  people: readonly Person[],
  { adopted }: Panel,
  week: number,
  teams: number,
): Float64Array {
  const members = new Float64Array(teams)
  const adopters = new Float64Array(teams)
  for (const person of people) {
    if (!employedOn(person, week * 7)) continue
    const team = teamOn(person, week * 7)
    members[team] = at(members, team) + 1
    if (at(adopted, person.index) >= 0) adopters[team] = at(adopters, team) + 1
  }
  return adopters.map((count, team) => count / Math.max(1, at(members, team)))
}

function live(panel: Panel, life: Life, { settings }: Frame, streams: Streams): void {
  const { person, week } = life
  const cell = person.index * panel.weeks + week
  const available = drawAvailable(person, week, streams.leave)
  panel.available[cell] = available
  if (available === 0) return
  const drivers = DRIVERS[settings.scenario]
  adopt(panel, life, drivers, streams.adoption)
  const adopted = at(panel.adopted, person.index)
  const uses = usesTool(person, adopted, week)
  const gain = uses ? settings.tau * learned(week - adopted) * person.level.gain : 0
  const spillover = drivers.spillover * settings.tau * life.share
  const without = logRate(life, drivers) + spillover
  const part = daysIn(available) / 5
  const expected = Math.exp(without + gain) * part
  panel.expected_without[cell] = Math.exp(without) * part
  panel.expected[cell] = expected
  panel.merged[cell] = streams.merges.poisson(
    expected * streams.merges.gamma(RATE.spread, 1 / RATE.spread),
  )
  panel.unmerged[cell] = streams.merges.poisson(UNMERGED * expected)
  if (uses) panel.used[cell] = toolDaysOf(person, available, without + gain, streams.usage)
}

function adopt(panel: Panel, life: Life, drivers: Drivers, random: Random): void {
  const { person, week, team, shocks } = life
  if (at(panel.adopted, person.index) >= 0) return
  const spell = shocks.ofTeam(team.index) + shocks.ofPerson(person.index)
  const shock = spell / Math.hypot(RATE.team_shock.sd, RATE.person_shock.sd)
  const launch = launchWeek(person.geo.launch, panel.weeks)
  const around = { team_share: life.share, shock }
  if (random.chance(adoptionChance(person, week, launch, around, drivers))) {
    panel.adopted[person.index] = week
  }
}
