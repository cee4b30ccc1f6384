import type { Result } from '../api/methods.ts'
import { counted } from '../model/index.ts'
import type { Style } from './terminal.ts'

type Source = Result<'sources.list'>['sources'][number]
type Sync = NonNullable<Source['last_run']>

/** What a method on sources answered, as a terminal shows it, and whether the source failed. */
export interface Told {
  text: string
  failed: boolean
}

type Teller = (answer: never, style: Style) => Told

const TELLERS: Record<string, Teller> = {
  'sources.list': ({ sources }: Result<'sources.list'>, style) =>
    told(sources.length > 0 ? sources.map((it) => sourceText(it, style)) : ['There is no source.']),
  'sources.info': ({ source, left }: Result<'sources.info'>, style) =>
    told([sourceText(source, style), ...left.map(leftText)]),
  'sources.check': ({ checks, readable }: Result<'sources.check'>, style) =>
    told(
      checks.map(({ what, outcome, message }) => `${mark(outcome, style)} ${what}: ${message}`),
      !readable,
    ),
  'sources.run': ({ run, would_read }: Result<'sources.run'>, style) =>
    run
      ? told([runText(run, style)], run.status === 'failed')
      : told([`Would read ${countsText(would_read?.counts ?? {})}. Nothing was kept.`]),
  'sources.remove': ({ message }: Result<'sources.remove'>) => told([message]),
}

/** Whether the answer of a method is told in words unless JSON is asked for. */
export function isTold(name: string): boolean {
  return name in TELLERS
}

/** The answer of a method on sources in words. */
export function tellSource(name: string, answer: unknown, style: Style): Told {
  return TELLERS[name]?.(answer as never, style) ?? told([JSON.stringify(answer, null, 2)])
}

const told = (lines: string[], failed = false): Told => ({ text: lines.join('\n'), failed })

function sourceText({ id, name, title, ...it }: Source, style: Style): string {
  const next = it.paused ? 'paused' : it.next_run ? `next ${minute(it.next_run)}` : 'when asked'
  return [
    `${style.bold(name)} (${title}, --id ${id}), ${it.reading ? 'being read' : next}`,
    `  ${it.last_run ? runText(it.last_run, style) : 'Not read yet.'}`,
    ...(it.left_out > 0 ? [`  ${counted(it.left_out, 'thing')} left out`] : []),
  ].join('\n')
}

function runText({ status, counts, error, started_at, ended_at }: Sync, style: Style): string {
  const at = minute(ended_at ?? started_at)
  if (status === 'failed') return `${style.red(`Failed ${at}`)}: ${error}`
  if (status === 'running') return `Being read since ${at}.`
  const read = Object.entries(counts).map(
    ([kind, { created, changed, unchanged }]) => [kind, created + changed + unchanged] as const,
  )
  const word = status === 'cut' ? style.yellow('Cut off') : style.green('Read')
  return `${word} ${at}: ${countsText(Object.fromEntries(read))}.`
}

function countsText(counts: Record<string, number>): string {
  const parts = Object.entries(counts).map(
    ([kind, n]) => `${n.toLocaleString('en')} ${kind.replaceAll('_', ' ')}`,
  )
  return parts.length > 0 ? parts.join(', ') : 'nothing new'
}

const leftText = ({ code, things, example }: Result<'sources.info'>['left'][number]) =>
  `  ${things.toLocaleString('en')} ${code.replaceAll('_', ' ')}: ${example}`

/** An instant to the minute, in UTC. */
const minute = (instant: string) => `${instant.slice(0, 16).replace('T', ' ')} UTC`

function mark(outcome: 'ok' | 'limited' | 'failed', style: Style): string {
  if (outcome === 'ok') return style.green('good   ')
  return outcome === 'limited' ? style.yellow('limited') : style.red('failed ')
}
