import { daysText, dayText, type ToolReport } from '../../model/index.ts'
import { adoptionPage } from '../adoption/page.ts'
import { checksBlock, curveBlock, effectRows } from '../impact/page.ts'
import { severalBlocks } from '../impact/several-page.ts'
import { type Block, heads, type Page } from '../page.ts'
import { endingBlocks } from '../scope-blocks.ts'
import { saidBlocks } from './page-said.ts'
import { segmentBlocks } from './page-segments.ts'
import { todayBlocks } from './page-today.ts'

/** One page of a tool laid out for reading: what to take away, and the eight parts that it rests on. */
export function toolPage(answer: ToolReport): Page {
  const { question, spec, period, top, next, impact } = answer
  const within = [...spec.team.map((team) => `team ${team}`), ...spec.filter]
  const only = within.length > 0 ? `, ${within.join(', ')} only` : ''
  return {
    title: question,
    blocks: [
      { kind: 'list', items: top },
      {
        kind: 'text',
        text: `Effects: ${daysText(period)}${only}, computed with what was known up to ${answer.known_until === null ? 'no day' : dayText(answer.known_until)}.`,
      },
      { kind: 'heading', text: '1. Who uses it' },
      ...usersBlocks(answer),
      { kind: 'heading', text: '2. Did things change when people adopted?' },
      ...changeBlocks(answer),
      { kind: 'heading', text: '3. All metrics at once' },
      ...inside(severalBlocks(impact).slice(1)),
      { kind: 'heading', text: '4. How users and others differ today' },
      ...todayBlocks(answer.today),
      { kind: 'heading', text: '5. What people say' },
      ...saidBlocks(answer),
      { kind: 'heading', text: '6. Where it works better or worse' },
      ...segmentBlocks(answer),
      { kind: 'heading', text: '7. What we cannot tell' },
      ...unknownBlocks(answer),
      { kind: 'heading', text: '8. Next best step' },
      { kind: 'text', text: next.sentence },
    ],
  }
}

/** Charts of who uses it, with the words that stand with them; its tables and its end belong to its own report. */
function usersBlocks({ use, spec, impact }: ToolReport): Block[] {
  if (use === null) {
    const next =
      impact.adoption_by === 'days_of_use'
        ? 'is computed once a day from its days of use, and has not been yet. The server does it: facet serve.'
        : 'is not known. Add it as a source, or import its days of use with facet import.'
    return [{ kind: 'text', text: `How often people use ${spec.attribute} ${next}` }]
  }
  const blocks = adoptionPage(use).blocks
  const shown = blocks.flatMap((block, place) => {
    const before = blocks[place - 1]
    if (block.kind !== 'chart' || block.drawn.chart === 'newcomers') return []
    const title = blocks.slice(0, place).findLast(({ kind }) => kind === 'heading')
    const words = before?.kind === 'text' ? [before] : []
    return [...(title ? [title] : []), ...words, block]
  })
  return [{ kind: 'text', text: use.sentence }, ...inside(shown)]
}

function changeBlocks({ impact }: ToolReport): Block[] {
  const { sentence, effect } = impact
  if (effect === null) return [{ kind: 'text', text: sentence }]
  return [
    { kind: 'text', text: sentence },
    ...(impact.curve.some((point) => point.effect !== null) ? [curveBlock(impact)] : []),
    { kind: 'table', head: heads('', '>', '95% interval>'), rows: effectRows(impact, effect) },
  ]
}

function unknownBlocks(answer: ToolReport): Block[] {
  const { impact, spec } = answer
  const parts = `--attribute "${spec.attribute}"`
  return [
    ...(impact.checks.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: 'Checks of the comparison', small: true as const },
          checksBlock(impact),
        ]),
    { kind: 'text', text: impact.spillover.sentence },
    ...inside(endingBlocks(answer)),
    { kind: 'heading', text: 'All numbers', small: true },
    {
      kind: 'list',
      items: [
        `As a table: facet report tool ${parts} --format csv`,
        `Each part whole: facet report adoption, impact and cohort ${parts}`,
        ...definitionsOf(answer),
      ],
    },
  ]
}

function definitionsOf({ impact }: ToolReport): string[] {
  return impact.metrics.map(({ metric }) => `${metric.name}: ${metric.definition}`)
}

/** The headings of a part stay within it. */
function inside(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => (block.kind === 'heading' ? { ...block, small: true } : block))
}
