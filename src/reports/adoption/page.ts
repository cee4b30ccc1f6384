import {
  type AdoptionBreakdown,
  type AdoptionReport,
  type AdoptionSegment,
  daysText,
  dayText,
  type PeopleShare,
} from '../../model/index.ts'
import { count } from '../../model/numbers.ts'
import { type Block, heads, type Page, type Table } from '../page.ts'
import { weeksIn } from '../period-of.ts'
import { endingBlocks } from '../scope-blocks.ts'
import { cohortBlocks } from './page-cohorts.ts'
import { shareText, withInterval } from './page-shares.ts'
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
        text: `${daysText(period)} (${weeksIn(period)} weeks), shares as of ${dayText(last_day)}, held against those ${weeksIn(period)} weeks before${within.length > 0 ? `, ${within.join(', ')} only` : ''}.`,
      },
      allTable(answer),
      ...weekBlocks(answer),
      ...answer.breakdowns.flatMap((it) => breakdownBlocks(it, answer)),
      ...retentionBlocks(answer),
      ...cohortBlocks(answer),
      ...adoptedBlocks(answer),
      { kind: 'heading', text: 'What the words mean' },
      { kind: 'list', items: answer.definitions },
      ...endingBlocks(answer),
    ],
  }
}

/** All developers now, and on the last day of the period before. */
function allTable({ use, previous, lapsed }: AdoptionReport): Table {
  const before = previous.use
  const rows: [string, PeopleShare, PeopleShare | null][] = [
    ['In a normal week', use.using, before.using],
    ['Daily', use.daily, before.daily],
    ['Little', use.low, before.low],
    ['Lapsed', lapsed, null],
  ]
  return {
    kind: 'table',
    head: heads('', 'People>', 'Share>', 'Before>'),
    rows: rows.map(([name, share, earlier]) => [
      name,
      share.people === null ? '' : count(share.people),
      withInterval(share),
      earlier === null ? '' : shareText(earlier),
    ]),
  }
}

function breakdownBlocks({ by, segments }: AdoptionBreakdown, answer: AdoptionReport): Block[] {
  const { tool, last_day, minimum_group, use } = answer
  const heading: Block = { kind: 'heading', text: `By ${by.toLowerCase()}` }
  if (segments.length === 0) return [heading, { kind: 'text', text: noSegments(minimum_group) }]
  return [
    heading,
    {
      kind: 'chart',
      label: `Share of developers who use ${tool} in a normal week, by ${by.toLowerCase()}, with 95% intervals.`,
      note: `Who uses ${tool} in a normal week, of those of whom it is known, on ${dayText(last_day)}. Lines are 95% intervals, pale bars what surely holds a share of too few people to be shown; the dashed line is the share of all. Values of fewer than ${minimum_group} people are not listed.`,
      drawn: {
        chart: 'share_dots',
        data: {
          rows: segments.map(({ value, using: { estimate, interval, within } }) => ({
            name: value,
            share: { estimate, interval, within },
          })),
          all: use.using.estimate,
        },
      },
      tables: [usingTable(by, segments)],
    },
    habitsTable(by, segments),
  ]
}

function noSegments(minimum: number): string {
  return `Not shown: no value is known of ${minimum} people or more, or what is shown of others would tell of them.`
}

function usingTable(by: string, segments: AdoptionSegment[]): Table {
  return {
    kind: 'table',
    head: heads(capital(by), 'In a normal week>', '', 'Of people>'),
    rows: segments.map(({ value, using, people }) => [
      value,
      withInterval(using),
      { bar: using.estimate ?? 0 },
      people === null ? '' : count(people),
    ]),
  }
}

/** Power users, low use and who lapsed, side by side. */
function habitsTable(by: string, segments: AdoptionSegment[]): Table {
  return {
    kind: 'table',
    head: heads(capital(by), 'Daily>', 'Little>', 'Lapsed>'),
    rows: segments.map(({ value, daily, low, lapsed }) => [
      value,
      withInterval(daily),
      withInterval(low),
      lapsed.people === null
        ? withInterval(lapsed)
        : `${count(lapsed.people)} people, ${withInterval(lapsed)}`,
    ]),
  }
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
