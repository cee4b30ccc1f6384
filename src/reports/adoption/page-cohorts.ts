import {
  type AdoptionReport,
  dayAfter,
  monthText,
  type Period,
  type RetentionCohort,
} from '../../model/index.ts'
import { count } from '../../model/numbers.ts'
import { type Block, heads, type Table } from '../page.ts'
import { withInterval } from './page-shares.ts'

type Kept = RetentionCohort['kept'][number]

/** Who kept to the tool, by the month in which they first used it. */
export function cohortBlocks({ retention, tool }: AdoptionReport): Block[] {
  const { cohorts, curve } = retention
  if (curve.length === 0) return []
  const heading: Block = { kind: 'heading', text: 'By month of first use', small: true }
  const weeks = comparedAt(cohorts)
  if (weeks === undefined) return [heading, { kind: 'text', text: NOTHING }]
  return [
    heading,
    {
      kind: 'chart',
      label: `Share of people who still used ${tool} ${weeks} weeks after their first use, by the month of first use, with 95% intervals.`,
      note: `Who still used ${tool} after ${weeks} weeks. Lines are 95% intervals, pale bars what surely holds a share of too few people to be shown; the dashed line is the share of all. Months of fewer than 20 people are joined, and one that is not over is left out. Other people began in other months, so a difference does not say what made it.`,
      drawn: {
        chart: 'share_dots',
        data: {
          rows: cohorts.flatMap((cohort) => {
            const share = keptAt(cohort, weeks)
            return share ? [{ name: monthsText(cohort), share }] : []
          }),
          all: curve.find((point) => point.weeks === weeks)?.share ?? null,
        },
      },
      tables: [cohortTable(cohorts)],
    },
  ]
}

const NOTHING =
  'Not shown: too few people began in the months that are over, have been followed for four weeks, or stopped, for it to be told.'

/** The months of first use: "Jan 2026", or "Jan 2026 to Mar 2026". */
export function monthsText({ from, to }: Period): string {
  const [first, last] = [monthText(from), monthText(dayAfter(to, -1))]
  return first === last ? first : `${first} to ${last}`
}

/** The most weeks after which something is told of two cohorts, or else of one; undefined: of none. */
function comparedAt(cohorts: readonly RetentionCohort[]): number | undefined {
  const told = cohorts.flatMap(({ kept }) => kept.filter(tells).map(({ weeks }) => weeks))
  const longest = [...new Set(told)].sort((a, b) => b - a)
  return longest.find((weeks) => told.filter((it) => it === weeks).length > 1) ?? longest[0]
}

function tells({ estimate, within }: Kept): boolean {
  return estimate !== null || within !== null
}

function keptAt({ kept }: RetentionCohort, weeks: number): Kept | undefined {
  return kept.find((it) => it.weeks === weeks)
}

function cohortTable(cohorts: readonly RetentionCohort[]): Table {
  const all = [...new Set(cohorts.flatMap(({ kept }) => kept.map(({ weeks }) => weeks)))]
  const columns = all.sort((a, b) => a - b)
  return {
    kind: 'table',
    head: heads('First use in', 'People>', ...columns.map((weeks) => `After ${weeks} weeks>`)),
    rows: cohorts.map((cohort) => [
      monthsText(cohort),
      count(cohort.people),
      ...columns.map((weeks) => {
        const kept = keptAt(cohort, weeks)
        return kept ? withInterval(kept) : ''
      }),
    ]),
  }
}
