import type {
  AdoptionBreakdown,
  AdoptionReport,
  AdoptionSegment,
  PeopleShare,
} from '../../model/index.ts'
import { bounds, count, wholePercent } from '../../model/numbers.ts'
import { type Block, type Cell, heads, type Page } from '../page.ts'
import { weeksIn } from '../period-of.ts'
import { daysOf, endingBlocks } from '../scope-blocks.ts'
import { adoptedBlocks, retentionBlocks, weekBlocks } from './page-weeks.ts'

/** An adoption report laid out for reading: the sentence, the weeks, the last day by segment, and who keeps to it. */
export function adoptionPage(answer: AdoptionReport): Page {
  const { spec, period, tool, sentence, last_day } = answer
  const within = [...spec.team.map((team) => `team ${team}`), ...spec.filter]
  return {
    title: `Who uses ${tool}`,
    blocks: [
      { kind: 'text', text: sentence },
      {
        kind: 'text',
        text: `${daysOf(period)} (${weeksIn(period)} weeks), shares as of ${last_day}${within.length > 0 ? `, ${within.join(', ')} only` : ''}.`,
      },
      tableOfUse(answer),
      ...weekBlocks(answer),
      ...answer.breakdowns.flatMap((it) => breakdownBlocks(it, answer)),
      ...retentionBlocks(answer),
      ...adoptedBlocks(answer),
      { kind: 'heading', text: 'What the words mean' },
      { kind: 'list', items: answer.definitions },
      ...endingBlocks(answer),
    ],
  }
}

/** All developers now and on the last day of the period before. */
function tableOfUse({ use, previous, lapsed, period }: AdoptionReport): Block {
  const before = previous.use
  const rows: [string, PeopleShare, PeopleShare | null][] = [
    ['use it in a normal week', use.using, before.using],
    ['daily', use.daily, before.daily],
    ['little: monthly or none', use.low, before.low],
    ['lapsed, of those who used it in the period', lapsed, null],
  ]
  return {
    kind: 'table',
    head: heads('', 'Share>', '95% interval>', 'People>', `${weeksIn(period)} weeks before>`),
    rows: rows.map(([name, share, earlier]) => [
      name,
      shareText(share),
      intervalText(share),
      share.people === null ? '' : count(share.people),
      earlier === null ? '' : shareText(earlier),
    ]),
  }
}

function breakdownBlocks({ by, segments }: AdoptionBreakdown, answer: AdoptionReport): Block[] {
  const heading: Block = { kind: 'heading', text: `By ${by.toLowerCase()}` }
  if (segments.length === 0)
    return [
      heading,
      {
        kind: 'text',
        text: `Not shown: no value of ${by} is known of ${answer.minimum_group} people or more.`,
      },
    ]
  return [
    heading,
    {
      kind: 'chart',
      label: `Share of developers who use ${answer.tool} in a normal week, by ${by}, with 95% intervals.`,
      note: `Who uses ${answer.tool} in a normal week, of those whose use is known, on ${answer.last_day}. The bar is the 95% interval, the dashed line is the share of all. Values of fewer than ${answer.minimum_group} people are not listed.`,
      drawn: {
        chart: 'share_dots',
        data: {
          rows: segments.map(({ value, using: { estimate, interval } }) => ({
            name: value,
            share: { estimate, interval },
          })),
          all: answer.use.using.estimate,
        },
      },
      tables: [usingTable(by, segments)],
    },
    habitsTable(segments),
  ]
}

function usingTable(by: string, segments: AdoptionSegment[]): Block & { kind: 'table' } {
  return {
    kind: 'table',
    head: heads(by, 'Use it in a normal week>', '95% interval>', '', 'People>'),
    rows: segments.map(({ value, using, people }) => [
      value,
      shareText(using),
      intervalText(using),
      { bar: using.estimate ?? 0 },
      people === null ? '' : count(people),
    ]),
  }
}

/** Power users, low use and who lapsed, side by side. */
function habitsTable(segments: AdoptionSegment[]): Block {
  return {
    kind: 'table',
    head: heads('', 'Daily>', 'Little>', 'Lapsed>', 'of whom>'),
    rows: segments.map(({ value, daily, low, lapsed }): Cell[] => [
      value,
      withInterval(daily),
      withInterval(low),
      withInterval(lapsed),
      lapsed.people === null ? '' : `${count(lapsed.people)} people`,
    ]),
  }
}

function withInterval(share: PeopleShare): string {
  return share.interval === null ? shareText(share) : `${shareText(share)} (${intervalText(share)})`
}

function shareText({ estimate }: PeopleShare): string {
  return estimate === null ? 'not shown' : wholePercent(estimate)
}

function intervalText({ interval }: PeopleShare): string {
  return interval === null ? '' : bounds(interval, wholePercent)
}
