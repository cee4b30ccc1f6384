import { knownItem } from '../../model/index.ts'
import type { Cells } from './cells.ts'
import type { Target } from './recognised.ts'
import type { Statement } from './statement.ts'

const ITEM = /^item\s*:\s*(.+)$/i

/** The item whose answers a column holds, as `item:KEY`: one that the header names so, or one that is known. */
export function itemOf(header: string): Target | undefined {
  const name = ITEM.exec(header.trim())?.[1]?.trim()
  const key = knownItem(name ?? header)?.key ?? name
  return key && `item:${key}`
}

/**
 * The definition of an item. Options stand in one cell with `|` between them, each with its value after `=` where it has one:
 * "none=0|1-2=1.5".
 */
export function surveyItemFrom(cells: Cells): Statement {
  const [key, text] = [cells.text('key'), cells.text('text')]
  if (key === undefined || text === undefined)
    return cells.refuse('missing_field', 'This item has no key, or no text.')
  return cells.say({
    key: key.trim().toLowerCase(),
    name: cells.text('name'),
    text,
    kind: cells.text('kind')?.toLowerCase().replace(/[\s-]/g, '_'),
    options: parted(cells.text('options'))?.map(optionOf),
    favourable: parted(cells.text('favourable')),
    lower_is_better: cells.flag('lower_is_better'),
    unit: cells.text('unit'),
  })
}

function parted(text: string | undefined): string[] | undefined {
  const parts = text?.split('|').flatMap((part) => part.trim() || [])
  return parts && parts.length > 0 ? parts : undefined
}

function optionOf(text: string): { label: string; value?: number } {
  const [, label = text, value] = /^(.*[^<>=])=\s*(-?\d+(?:\.\d+)?)$/.exec(text) ?? []
  return value === undefined ? { label: text } : { label: label.trim(), value: Number(value) }
}
