import type { Random } from '../stats/random.ts'
import type { Bot } from './bots.ts'
import type { Frame } from './frame.ts'
import type { Panel } from './panel.ts'
import type { Person } from './person.ts'
import type { Team } from './tree.ts'

/** All that was drawn: what the facts of an organisation are derived from, again and again the same. */
export interface World {
  frame: Frame
  teams: readonly Team[]
  people: readonly Person[]
  bots: readonly Bot[]
  panel: Panel
  random: Random
}
