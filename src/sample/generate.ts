import { random } from '../stats/random.ts'
import { drawBots } from './bots.ts'
import { drawCoderAccounts } from './coder-accounts.ts'
import { deliveries, firstWeekOfDelivery } from './delivery.ts'
import { exportsAt } from './exports.ts'
import { earlierPersonFacts, personFacts, toolUserFact } from './facts.ts'
import { type Frame, frameOf } from './frame.ts'
import { ledgerOf } from './ledger.ts'
import { addAgents, lose, type Outage, outageOf, repeat } from './mishaps.ts'
import { type SampleOptions, settingsOf } from './options.ts'
import type { Gap, SampleOrganisation } from './organisation.ts'
import { drawPeople } from './people.ts'
import { personLedgers } from './person-ledger.ts'
import { firstWeekOfRuns, pipelineRuns } from './pipeline-runs.ts'
import { pullRequests } from './pull-requests.ts'
import { simulate } from './simulate.ts'
import { drawStaff, type Staff } from './staff.ts'
import { surveyAnswers } from './survey.ts'
import { dayOfMoves } from './tenures.ts'
import { toolDays } from './tool-days.ts'
import { growTeams, type Team } from './tree.ts'
import { truthOf } from './truth.ts'
import type { World } from './world.ts'

/**
 * A made-up organisation in which a tool, Coder, is opened to people place by place, those adopt it sooner who merge
 * more anyway, and its effect is known. The same options give the same organisation.
 */
export function generate(options: SampleOptions): SampleOrganisation {
  const frame = frameOf(settingsOf(options))
  const { settings } = frame
  const outage = outageOf(settings)
  const { world, lost } = draw(frame, outage)
  const { people, teams, panel } = world
  const staff = drawStaff(teams, frame, world.random.fork('staff'))
  const accounts = drawCoderAccounts(people, staff, panel, frame, world.random.fork('coder'))
  return {
    settings,
    people: personFacts(people, staff, teams),
    ...(settings.faults.moved_per_year > 0 && { before_moves: beforeMoves(world, staff) }),
    tool_users: accounts.map(toolUserFact),
    survey: surveyAnswers(world),
    delivered_from: frame.clock.day(firstWeekOfDelivery(settings.weeks) * 7),
    run_from: frame.clock.day(firstWeekOfRuns(settings.weeks) * 7),
    gaps: outage ? [gapOf(outage, teams, frame)] : [],
    truth: truthOf(people, panel, settings),
    ledger: ledgerOf(world, staff.length, accounts, lost),
    ...(outage && { exports: exportsOf(outage, world) }),
    pullRequests: () => pullRequests(world),
    toolDays: () => toolDays(world, accounts),
    deliveries: () => deliveries(world),
    pipelineRuns: (pulls) => pipelineRuns(pulls, world),
    personLedgers: () => personLedgers(world, accounts),
  }
}

/** People and what they did, with all that goes wrong. */
function draw(frame: Frame, outage: Outage | undefined): { world: World; lost: number } {
  const { seed, people: seats, faults } = frame.settings
  const root = random(seed)
  const teams = growTeams(seats, root.fork('teams'))
  const people = drawPeople(teams, frame, root.fork('people'))
  const panel = simulate(teams, people, frame, root.fork('weeks'))
  addAgents(panel, people, faults.agents, root.fork('agents'))
  const lost = outage ? lose(panel, people, teams, outage) : 0
  repeat(panel, faults.duplicates, root.fork('repeats'))
  const bots = drawBots(teams, frame, outage, root.fork('bots'))
  return { world: { frame, teams, people, bots, panel, random: root }, lost }
}

function beforeMoves({ frame, people, teams }: World, staff: readonly Staff[]) {
  const day = dayOfMoves(frame.settings.weeks)
  return { day: frame.clock.day(day), people: earlierPersonFacts(people, staff, teams, day - 1) }
}

/** The first export is made when the outage begins, the second at the end. */
function exportsOf(outage: Outage, world: World) {
  const { clock, settings } = world.frame
  return exportsAt(`${clock.day(outage.from_week * 7)}T00:00:00Z`, () => pullRequests(world), {
    late: settings.faults.late,
    random: world.random.fork('exports'),
  })
}

function gapOf(outage: Outage, teams: readonly Team[], { clock }: Frame): Gap {
  return {
    source: 'github',
    from: clock.day(outage.from_week * 7),
    to: clock.day(outage.to_week * 7),
    repos: teams.filter(({ division }) => division === outage.division).map(({ repo }) => repo),
  }
}
