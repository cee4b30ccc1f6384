import { AppError } from '../errors.ts'
import {
  dayAfter,
  hasValues,
  type SurveyItem,
  SurveyReport,
  type SurveyScore,
  type SurveyWave,
} from '../model/index.ts'
import { shownShare } from '../privacy/shown-share.ts'
import { shownPartSize, shownSize } from '../privacy/shown-size.ts'
import { showsDistribution } from '../privacy/shows-distribution.ts'
import { significant } from '../privacy/significant.ts'
import { type Db, readOnly } from '../store/db.ts'
import * as settings from '../store/settings.ts'
import * as waves from '../store/survey-waves.ts'
import { releaseOf } from '../surveys/release-name.ts'
import { coarseShares, scoreOf } from '../surveys/score.ts'
import type { Viewer } from './attribute.ts'
import { passOf, throughGate } from './gate/gate.ts'
import { hidden, tooFewPeople, withheld } from './reasons.ts'
import { type Drawn, type DrawnItem, drawSurvey } from './survey/draw.ts'

/** Fewest people of whom an answer is shown, however small other groups may be. */
const FEWEST = 5

/** Fewest people of whom a mean gets an interval. */
const INTERVAL_FROM = 10

/** The scores of one run of a survey: of everybody, item by item. Throws `not_found`. */
export async function surveyReport(db: Db, wave_id: number, viewer: Viewer): Promise<SurveyReport> {
  const { drawn, minimum, time_zone } = await readOnly(db, async (tx) => {
    const wave = await waves.info(tx, wave_id)
    if (!wave) throw new AppError('not_found', 'There is no such survey.')
    const { minimum_group, time_zone } = await settings.read(tx)
    const drawn = await drawSurvey(tx, wave, viewer.secretKey)
    return { drawn, minimum: Math.max(FEWEST, minimum_group), time_zone }
  })
  const { wave, items } = drawn
  const period = { from: wave.opened, to: dayAfter(wave.closed) }
  const asked = {
    ...passOf({ kind: 'survey', spec: { wave_id } }, { period, minimum, time_zone }, viewer),
    families: items.map(({ item, members, people, sizes }) => ({
      metric: `${releaseOf(item.key, wave_id)}${wave.keyed ? '' : ' everybody'}`,
      groups: [{ members, shown: people >= minimum && !isClose(people, sizes, minimum) }],
    })),
    shape: SurveyReport,
  }
  return throughGate(db, asked, (shown) => ({
    survey: toldWave(wave),
    period,
    minimum_group: minimum,
    people: shownSize(drawn.people, minimum),
    response_rate: rateOf(drawn, minimum),
    items: items.map((it, place) => scored(it, drawn, { minimum, passes: shown[place]?.[0] })),
    warnings: [],
  }))
}

/** Whether a group is larger or smaller than one that was shown before by fewer than the minimum: once nobody can be told, it may hold it. */
function isClose(people: number, sizes: readonly number[], minimum: number): boolean {
  return sizes.some((size) => size !== people && Math.abs(size - people) < minimum)
}

/** A run of a survey as it is told. */
export function toldWave({
  name,
  opened,
  closed,
  mode,
  key_until,
  keyed,
}: waves.WaveRow): SurveyWave {
  return { name, opened, closed, mode, key: keyed ? 'kept' : 'destroyed', key_until }
}

function rateOf({ people, headcount }: Drawn, minimum: number): number | null {
  if (people < minimum || headcount < people) return null
  return shownShare(people / headcount)
}

function scored(
  { item, counts, people }: DrawnItem,
  drawn: Drawn,
  { minimum, passes }: { minimum: number; passes: boolean | undefined },
): SurveyScore {
  const about = { item, scored_by: hasValues(item) ? ('mean' as const) : ('favourable' as const) }
  if (people < minimum || !passes) {
    const reason = people < minimum ? hidden(minimum) : withheld({ refused: true }, minimum)
    return { ...about, people: null, score: null, distribution: null, reason }
  }
  const score = shownScore(item, counts, drawn.headcount)
  const shares = coarseShares(counts)
  return {
    ...about,
    people: shownPartSize(people, drawn.people, minimum),
    score: 'reason' in score ? null : score,
    distribution: showsDistribution(people, minimum)
      ? item.options.map(({ label }, i) => ({ label, percent: shares[i] ?? 0 }))
      : null,
    reason: 'reason' in score ? { ...score } : null,
  }
}

function shownScore(item: SurveyItem, counts: readonly number[], headcount: number) {
  const places = counts.flatMap((count, place) => new Array<number>(count).fill(place))
  if (hasValues(item) && places.length < INTERVAL_FROM) return tooFewPeople(INTERVAL_FROM)
  const score = scoreOf(item, { places }, headcount)
  if ('reason' in score) return score
  const write = hasValues(item) ? (value: number) => significant(value, 2) : Math.round
  const { low, high, level } = score.interval
  return {
    estimate: write(score.estimate),
    interval: { low: write(low), high: write(high), level },
  }
}
