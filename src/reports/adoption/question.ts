import { AppError } from '../../errors.ts'
import {
  type AdoptionSpec,
  adoptedName,
  dayAfter,
  dayIn,
  daysBetween,
  type Period,
  usageName,
  weekOf,
} from '../../model/index.ts'
import * as attributes from '../../store/attributes.ts'
import * as coverage from '../../store/coverage.ts'
import type { Db } from '../../store/db.ts'
import * as usageTools from '../../store/usage-tools.ts'
import { type Attribute, attributeOf, sameText } from '../attribute.ts'
import { type Covered, knownSpan } from '../known.ts'
import { periodOf } from '../period-of.ts'
import type { Asking } from '../report.ts'
import { type Scope, scopeOf } from '../scope.ts'
import { toolOf } from '../tool-of.ts'
import { type By, byOf } from './by.ts'
import { type Coding, drawCoding } from './population.ts'

/** Weeks of a report that names no days: half a year. */
const WEEKS = 26

/** More weeks than a reader can follow, and than a page can hold. */
const MOST_WEEKS = 160

/** The question with every name looked up and every default filled in. */
export interface Question extends Scope {
  /** The name of the tool. */
  tool: string
  /** The attribute of its usage levels. */
  usage: Attribute
  by: By[]
  period: Period
  /** As long, and just before. */
  previous: Period
  snapped: boolean
  /** The day after the last one of which a level may be known: that of tomorrow. */
  until: string
  /** The first day of which use of the tool is known; null: of none. */
  records: string | null
  covered: Covered[]
  known_until: string | null
  /** Who codes, where that makes a developer; null: it does not. */
  coding: Coding | null
}

/** Reads the arguments. Throws `invalid_arguments` and `team_not_found`, with what to write instead. */
export async function questionOf(db: Db, spec: AdoptionSpec, asking: Asking): Promise<Question> {
  const { name, usage } = await usageOf(db, spec.attribute, asking)
  const tool = await toolOf(db, name)
  const covered = await coverage.days(db)
  const scope = await scopeOf(db, spec, asking)
  const today = dayIn(scope.time_zone, asking.now)
  const known = [tool?.known_until ?? today, today].sort()[0] as string
  const { period, snapped } = periodOf(spec, { known_until: known, weeks: WEEKS })
  const days = daysBetween(period.from, period.to)
  if (days > 7 * MOST_WEEKS)
    throw new AppError(
      'invalid_arguments',
      `That is more than ${MOST_WEEKS} weeks: ask for fewer days.`,
    )
  const previous = { from: dayAfter(period.from, -days), to: period.from }
  return {
    ...scope,
    tool: tool?.name ?? name,
    usage,
    by: await byOf(db, spec.by, asking),
    period,
    previous,
    snapped,
    until: dayAfter(today),
    records: tool?.known_from ?? null,
    covered,
    known_until: knownSpan(covered).until,
    coding: await drawCoding(db, { ...scope, covered, period, previous }),
  }
}

/** The arguments that ask the same question again, now without defaults. */
export function specOf({ tool, by, period, filters }: Question, { team }: AdoptionSpec) {
  return {
    attribute: tool,
    by: by.map(({ name }) => name),
    ...period,
    team,
    filter: filters.map(({ text }) => text),
  }
}

/** The tool of a name, or of the name of its levels, with the attribute of these. */
async function usageOf(db: Db, asked: string, asking: Asking) {
  const suffix = usageName('')
  const name = sameText(asked.slice(-suffix.length), suffix)
    ? asked.slice(0, -suffix.length)
    : asked
  const all = await attributes.list(db)
  if (!all.some((attribute) => sameText(attribute.name, usageName(name)))) {
    const tools = all.flatMap((attribute) =>
      attribute.name.endsWith(suffix) ? [attribute.name.slice(0, -suffix.length)] : [],
    )
    const others = tools.length === 0 ? '' : ` There are levels of: ${tools.join(', ')}.`
    throw new AppError('invalid_arguments', `${await whyNone(db, name)}${others}`)
  }
  const usage = await attributeOf(db, usageName(name), asking)
  return { name: usage.name.slice(0, -suffix.length), usage }
}

/** What the levels of a tool lack, in words that say what to do. */
async function whyNone(db: Db, name: string): Promise<string> {
  const covered = await usageTools.covered(db)
  if (!covered.some(({ tool, first_day }) => sameText(tool, name) && first_day !== null))
    return `No days of use of ${name} are known yet: add a ${name} source or import days of use.`
  if (await usageTools.taken(db, name))
    return `Days of use of ${name} are known, but its levels cannot be kept, for an attribute ${adoptedName(name)} that is not Facet’s own is in their place: undo the import that made it.`
  return `Days of use of ${name} are known, but its levels are not computed yet: a server does so within a minute of an import, and facet import when it ends.`
}

/** The Mondays of the weeks of a period. */
export function mondaysOf({ from, to }: Period): string[] {
  const weeks = daysBetween(from, to) / 7
  return Array.from({ length: weeks }, (_, n) => dayAfter(weekOf(from), 7 * n))
}
