import type { PullRequestFact } from '../model/index.ts'
import type { Random } from '../stats/random.ts'
import { botPull } from './bot-pulls.ts'
import { outOfOrder } from './out-of-order.ts'
import { at } from './panel.ts'
import { type Person, teamOn } from './person.ts'
import { agentPull, type Desk, type Drawn, mergedPull, unmergedPull } from './pull-request.ts'
import type { Team } from './tree.ts'
import type { World } from './world.ts'

/**
 * All pull requests, one repository after the other, the newest first as the code host lists them; some stand twice
 * and some late. Each call derives them afresh and the same, a repository at a time.
 */
export function* pullRequests(world: World): Generator<PullRequestFact> {
  const { late } = world.frame.settings.faults
  yield* outOfOrder(inOrder(world), late, world.random.fork('late pulls'))
}

function* inOrder(world: World): Generator<PullRequestFact> {
  const members = membersByTeam(world.people)
  for (const team of world.teams) {
    const random = world.random.fork(`pulls ${team.index}`)
    yield* listed([
      ...pullsOfPeople(team, members.get(team.index) ?? [], world, random),
      ...pullsOfBots(team, world, random),
    ])
  }
}

/** A pull request that may stand twice. */
interface Entry extends Drawn {
  repeated: boolean
}

/** Of each team everybody who was in it at any time. */
function membersByTeam(people: readonly Person[]): Map<number, Person[]> {
  const members = new Map<number, Person[]>()
  for (const person of people) {
    for (const team of new Set([person.first_team, person.team])) {
      const known = members.get(team)
      if (known) known.push(person)
      else members.set(team, [person])
    }
  }
  return members
}

function* pullsOfPeople(
  team: Team,
  members: readonly Person[],
  world: World,
  random: Random,
): Generator<Entry> {
  for (let week = 0; week < world.panel.weeks; week++) {
    const present = members.filter((person) => isThere(person, team, week))
    const mates = present.filter(({ to }) => to >= week * 7 + 5)
    for (const person of present) {
      const { login, email, name } = person.git
      const account = { username: login, email, ...(name && { name }) }
      yield* pullsOfWeek({ person, account, mates, team, week, world, random })
    }
  }
}

function isThere(person: Person, team: Team, week: number): boolean {
  const monday = week * 7
  return person.from <= monday && monday < person.to && teamOn(person, monday) === team.index
}

function* pullsOfWeek(desk: Desk): Generator<Entry> {
  const { panel } = desk.world
  const cell = desk.person.index * panel.weeks + desk.week
  const merged = at(panel.merged, cell)
  const repeated = at(panel.repeated_pulls, cell)
  for (let i = 0; i < merged + at(panel.agent, cell); i++) {
    const drawn = i < merged ? mergedPull(desk) : agentPull(desk)
    yield { ...drawn, repeated: i < repeated }
  }
  for (let i = 0; i < at(panel.unmerged, cell); i++) {
    yield { ...unmergedPull(desk), repeated: false }
  }
}

function* pullsOfBots(team: Team, world: World, random: Random): Generator<Entry> {
  const { clock } = world.frame
  for (const bot of world.bots.filter((bot) => bot.team === team.index)) {
    for (const [week, count] of bot.merged.entries()) {
      for (let i = 0; i < count; i++) {
        const repeated = i < at(bot.repeated, week)
        yield { ...botPull(bot, team, week, clock, random), repeated }
      }
    }
  }
}

/** Numbered in the order of opening, listed in the opposite one; what stands twice does so at the end. */
function* listed(entries: Entry[]): Generator<PullRequestFact> {
  const numbered = entries
    .sort((a, b) => a.opened - b.opened)
    .map(({ fact, repeated }, index) => ({ fact: { ...fact, number: index + 1 }, repeated }))
    .reverse()
  for (const { fact } of numbered) yield fact
  for (const { fact, repeated } of numbered) if (repeated) yield fact
}
