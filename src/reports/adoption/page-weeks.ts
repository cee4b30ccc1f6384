import {
  type AdoptionReport,
  type AdoptionWeek,
  dayAfter,
  dayText,
  KNOWN_LEVELS,
} from '../../model/index.ts'
import { bounds, count, wholePercent } from '../../model/numbers.ts'
import { type Block, heads, type Table } from '../page.ts'

/** The levels of every week. */
export function weekBlocks({ weeks, tool, minimum_group }: AdoptionReport): Block[] {
  return [
    { kind: 'heading', text: 'How often, by week' },
    {
      kind: 'chart',
      label: `Shares of developers by how often they use ${tool}, week by week, adding to 100%.`,
      note: `The level on the last day of each week, of the developers whose level is known. Levels of fewer than ${minimum_group} people are joined as "not shown"; unknown stands apart, in the table.`,
      drawn: { chart: 'level_areas', data: { weeks } },
      tables: [weekTable(weeks)],
    },
  ]
}

function weekTable(weeks: AdoptionWeek[]): Table {
  const levels = KNOWN_LEVELS.map((level) => `${level}>`)
  return {
    kind: 'table',
    head: heads('Week', ...levels, 'not shown>', 'People>', 'unknown>'),
    rows: weeks.map(({ from, levels, not_shown, people, unknown }) => [
      dayText(from),
      ...levels.map(({ share }) => percentText(share)),
      percentText(not_shown || null),
      people === null ? 'not shown' : count(people),
      percentText(unknown),
    ]),
  }
}

/** Who still uses it so many weeks after first use. */
export function retentionBlocks({ retention, tool }: AdoptionReport): Block[] {
  const { curve, sentence } = retention
  const words: Block[] = [
    { kind: 'heading', text: 'Who keeps to it' },
    { kind: 'text', text: sentence },
  ]
  if (curve.length === 0) return words
  return [
    ...words,
    {
      kind: 'chart',
      label: `Share of people who still use ${tool}, by weeks since their first use.`,
      note: 'Kaplan and Meier’s estimate with its 95% interval; it ends where fewer than ten people can be followed.',
      drawn: { chart: 'retention_curve', data: { curve } },
      tables: [
        {
          kind: 'table',
          head: heads('Weeks since first use', 'Still using it>', '95% interval>', ''),
          rows: curve
            .filter(({ weeks }) => weeks % 4 === 0)
            .map(({ weeks, share, interval }) => [
              String(weeks),
              wholePercent(share),
              interval === null ? '' : bounds(interval, wholePercent),
              { bar: share },
            ]),
        },
      ],
    },
  ]
}

/** Who came to it. */
export function adoptedBlocks({ adopted, period, tool, minimum_group }: AdoptionReport): Block[] {
  const heading: Block = { kind: 'heading', text: 'Newly adopted' }
  if (adopted.length === 0)
    return [
      heading,
      { kind: 'text', text: `Not shown: fewer than ${minimum_group} people began, none included.` },
    ]
  const most = Math.max(...adopted.map(({ people }) => people))
  return [
    heading,
    {
      kind: 'chart',
      label: `People a week who newly adopted ${tool}.`,
      note: `People a week. Weeks are joined until each bar is for ${minimum_group} people at least; a gap is fewer, or nobody.`,
      drawn: { chart: 'newcomers', data: { adopted, period } },
      tables: [
        {
          kind: 'table',
          head: heads('From', 'To', 'People>', ''),
          rows: adopted.map(({ from, to, people }) => [
            dayText(from),
            dayText(dayAfter(to, -1)),
            count(people),
            { bar: people / most },
          ]),
        },
      ],
    },
  ]
}

function percentText(share: number | null): string {
  return share === null ? '' : wholePercent(share)
}
