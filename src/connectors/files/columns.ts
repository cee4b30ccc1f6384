import { AppError } from '../../errors.ts'
import type { FactKind } from '../../model/index.ts'
import { type Headers, isTarget, NEEDED, SEVERAL } from './fields.ts'
import { fold } from './fold.ts'
import type { ColumnPlan, Mapping, Target } from './recognised.ts'
import type { Samples } from './samples.ts'
import { itemOf } from './survey-items.ts'

const ATTRIBUTE = /^(?:attribute|attr)\s*:\s*(.+)$/i

/**
 * Where each column goes: `attribute:NAME` and `attr:NAME` become that attribute, the rest goes by the
 * table of headers. Where several columns could fill a field that holds one value, the one with the
 * best name among those that are not empty in the head does, and the others are left out.
 */
export function planColumns(samples: Samples, table: Headers, kind: FactKind): ColumnPlan[] {
  const targets = targetTable(table)
  const best = new Map<Target, { header: string; rank: number }>()
  for (const [header, values] of samples) {
    const named = targets.get(fold(header))
    if (!named || SEVERAL.has(named.target)) continue
    const rank = named.rank + (values.length > 0 ? 0 : 1000)
    if (rank < (best.get(named.target)?.rank ?? Infinity)) best.set(named.target, { header, rank })
  }
  return [...samples].map(([header, values]) => {
    const target =
      attributeOf(header) ??
      targets.get(fold(header))?.target ??
      (kind === 'survey_answers' ? itemOf(header) : undefined) ??
      'ignore'
    const wins = !best.has(target) || best.get(target)?.header === header || attributeOf(header)
    const goes = wins && isTarget(kind, target) ? target : 'ignore'
    return { header, target: goes, samples: values.slice(0, 2) }
  })
}

/** The attribute that a header names by itself, as `attribute:NAME`. */
export function attributeOf(header: string): Target | undefined {
  const name = ATTRIBUTE.exec(header.trim())?.[1]
  return name && `attribute:${name.trim()}`
}

/** Fields by folded header, with the place of the header among the names of its field. */
export function targetTable(table: Headers): Map<string, { target: Target; rank: number }> {
  return new Map(
    Object.entries(table).flatMap(([target, headers]) =>
      headers.map((header, rank) => [fold(header), { target, rank }] as const),
    ),
  )
}

/** The plan with the columns moved that the mapping names. Throws `invalid_arguments` for an unknown field. */
export function mapColumns(
  columns: readonly ColumnPlan[],
  mapping: Mapping,
  kind: FactKind,
): ColumnPlan[] {
  for (const target of Object.values(mapping)) {
    if (isTarget(kind, target)) continue
    throw new AppError('invalid_arguments', `A file of ${kind} has no field “${target}”.`, {
      target,
    })
  }
  return columns.map((column) => {
    const target = Object.hasOwn(mapping, column.header) ? mapping[column.header] : undefined
    return target === undefined ? column : { ...column, target }
  })
}

/** The fields, one of each group, that no column fills though the kind needs them. */
export function missingFields(columns: readonly ColumnPlan[], kind: FactKind): Target[] {
  const filled = new Set(columns.map(({ target }) => target))
  return NEEDED[kind].flatMap((group) =>
    group.some((field) => filled.has(field)) ? [] : group.slice(0, 1),
  )
}
