import { daysBetween } from '../../src/model/index.ts'

/** A question as an answer carries it, and as it was asked: what nobody asked for is a default. */
export interface Question {
  spec: Readonly<Record<string, unknown>>
  asked: Readonly<Record<string, unknown>>
}

/**
 * A question as a file of reports that asks it anew each time, in YAML. What nobody asked for is left out, so that it stays a
 * default; days become as many whole weeks before each delivery.
 */
export function reportFile(report: string, { spec, asked }: Question): string {
  const period = periodOf({ spec, asked })
  const { attribute, ...rest } = spec
  const said = Object.entries(rest).filter(([name]) => isSaid(asked[name]) && !DAYS.includes(name))
  const all = attribute === undefined ? said : [['attribute', attribute] as const, ...said]
  const lines = all.map(([name, value]) => `${name}: ${written(value)}`)
  return [`report: ${report}`, ...lines, ...period, ''].join('\n')
}

const DAYS = ['from', 'to']
const WEEK = 7

function periodOf({ spec: { from, to }, asked }: Question): string[] {
  if (!DAYS.some((day) => isSaid(asked[day])) || !isDay(from) || !isDay(to)) return []
  return [`period: last ${Math.max(1, Math.ceil(daysBetween(from, to) / WEEK))} weeks`]
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== ''
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
}

/** As YAML takes it: JSON, of which words that can be nothing else need no marks. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`
  const plain = typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_]*$/.test(value)
  return plain && !NOT_WORDS.test(value) ? value : JSON.stringify(value)
}

/** What some readers of YAML take for truth, nothing or a number. */
const NOT_WORDS = /^(true|false|null|yes|no|on|off|y|n|nan|inf|infinity)$/i

/** A name as files may have it: letters, digits and "-". */
export function fileName(words: string): string {
  const name = words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return name || 'report'
}
