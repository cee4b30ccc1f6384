import { dayAfter, dayIn, dayText, type NextStep, weekOf } from '../../model/index.ts'
import { count } from '../../model/numbers.ts'
import { shownSize, shownTeams } from '../../privacy/shown-size.ts'
import { correlation } from '../../stats/correlation.ts'
import { mean } from '../../stats/mean.ts'
import type { Panel } from '../../stats/panel/panel.ts'
import type { Sample } from '../../stats/sample.ts'
import { intraclassCorrelation } from '../../stats/trial/intraclass-correlation.ts'
import { detectableEffect, type Plan, teamsNeeded } from '../../stats/trial/teams-needed.ts'
import { variance } from '../../stats/variance.ts'
import { rounded } from '../gate/round.ts'
import type { Study } from '../impact/draw-studies.ts'
import { effectUnit } from '../impact/scale.ts'
import { inSentence, writer } from '../impact/sentence.ts'

/** Periods at the end of the panel by which people are planned: twelve weeks. */
const SPAN = 3

/** Weeks of a trial: four in which people get used to it, and twelve that count. */
const TRIAL_WEEKS = 16

/** Fewer teams cannot be drawn into two halves. */
const FEWEST_TEAMS = 4

/** What would matter: an effect of this, in per cent or points. */
const WANTED = 5

/** So many times the teams that there are will not be found. */
const FAR = 5

/** Those who have not begun, by place in the panel, and how they did of late. */
export interface Waiting {
  places: number[]
  sample: Sample
  /** How alike people's numbers are from one twelve weeks to the next, from 0 to 1. */
  rho: number
}

/** The people of a study who have not adopted and are known at its end. */
export function waitingOf({ metric, panel }: Study): Waiting {
  const scale = metric.kind === 'log' ? 1 : metric.scale
  const value = (place: number, before: number) => scale * rateOf(panel, place, before)
  const places = [...panel.adoption.keys()].filter(
    (place) => (panel.adoption[place] as number) < 0 && Number.isFinite(value(place, 0)),
  )
  const teams = places.map((place) => {
    const team = panel.team[place] as number
    return team < 0 ? null : team
  })
  const known = places.filter((place) => Number.isFinite(value(place, SPAN)))
  const alike = correlation(
    known.map((place) => value(place, 0)),
    known.map((place) => value(place, SPAN)),
  )
  return {
    places,
    sample: { values: Float64Array.from(places, (place) => value(place, 0)), teams },
    rho: typeof alike === 'number' ? Math.max(0, alike) : 0,
  }
}

interface Asked {
  study: Study
  tool: string
  minimum: number
  shown: boolean
  now: Date
  time_zone: string
}

/** What a trial would show in which the teams that have not begun are drawn by lot into those who begin now and those who begin later. */
export function nextStep(
  { places, sample, rho }: Waiting,
  { study, tool, minimum, shown, now, time_zone }: Asked,
): NextStep {
  const by = dayAfter(weekOf(dayIn(time_zone, now)), 7 * (TRIAL_WEEKS + 1))
  const nothing = { people: null, teams: null, visible: null, by, wanted: null }
  const people = shown ? shownSize(places.length, minimum) : null
  if (people === null) return { ...nothing, sentence: NOBODY(tool, minimum) }
  const sizes = [...Map.groupBy(sample.teams ?? [], (team) => team)].flatMap(([team, all]) =>
    team === null ? [] : [all.length],
  )
  const plan = planOf(sample, sizes, rho)
  if (plan === null || sizes.length < FEWEST_TEAMS)
    return { ...nothing, people, teams: shownTeams(sizes.length), sentence: FEW(tool) }
  const toEffect = effectOn(study, sample)
  const half = Math.floor(sizes.length / 2)
  const visible = toEffect(detectableEffect(plan, half))
  const teams = teamsNeeded(plan, fromEffect(study, sample))
  const wanted = { effect: WANTED, teams }
  const step = rounded({ people, teams: shownTeams(sizes.length), visible, by, wanted })
  return { ...step, sentence: sentenceOf(step, half, study) }
}

const NOBODY = (tool: string, minimum: number) =>
  `Fewer than ${minimum} people have not begun with ${tool}, so there is nobody left to compare with. Ask those who stopped what they miss, and draw lots for the next tool from the start.`

const FEW = (tool: string) =>
  `Too few teams have not begun with ${tool} for a trial. Ask them what they miss, and draw lots for the next tool from the start.`

function planOf(sample: Sample, sizes: readonly number[], rho: number): Plan | null {
  const icc = intraclassCorrelation(sample)
  if (typeof icc !== 'number' || sizes.length === 0) return null
  const sd = Math.sqrt(variance(sample.values))
  return sd > 0 ? { sd, team_size: mean(sizes), icc, rho } : null
}

/** From units of the metric to the unit of effects. */
function effectOn({ metric }: Study, { values }: Sample): (difference: number) => number {
  if (metric.kind === 'share') return (difference) => difference
  if (metric.kind === 'log') return (difference) => 100 * Math.expm1(difference)
  return (difference) => (100 * difference) / mean(values)
}

/** The wanted effect in units of the metric. */
function fromEffect({ metric }: Study, { values }: Sample): number {
  if (metric.kind === 'share') return WANTED
  return metric.kind === 'log' ? Math.log1p(WANTED / 100) : (WANTED / 100) * mean(values)
}

function sentenceOf(
  { teams, visible, by, wanted }: Omit<NextStep, 'sentence'>,
  half: number,
  { metric }: Study,
): string {
  const write = (effect: number | null) => writer(effectUnit(metric))(effect ?? 0).replace('+', '')
  const name = inSentence(metric.name)
  const first = `Draw by lot which of about ${teams} teams with people who have not begun start now and which later, half each, and hold them against their own past: by ${dayText(by)} that would show an effect on ${name} of ${write(visible)} or more four times in five.`
  if (wanted === null || wanted.teams <= half) return first
  return wanted.teams > FAR * half
    ? `${first} An effect of ${write(wanted.effect)} is out of reach of a trial of this size.`
    : `${first} For ${write(wanted.effect)} it would take ${count(wanted.teams)} teams each.`
}

/** What somebody did in the span that ends so many periods before the end of the panel; not finite where nothing is known. */
function rateOf({ periods, num, den }: Panel, place: number, before: number): number {
  const end = (place + 1) * periods - before
  const start = Math.max(end - SPAN, place * periods)
  let [done, of] = [0, 0]
  for (let i = start; i < end; i++) {
    done += num[i] as number
    of += den[i] as number
  }
  return done / of
}
