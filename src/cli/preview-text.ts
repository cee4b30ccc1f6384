import { counted, type ImportPreview } from '../model/index.ts'
import type { Style } from './terminal.ts'

const EXAMPLES = 5

/** What an import does or would do, in words and short tables, for a terminal. */
export function previewText(preview: ImportPreview, style: Style): string {
  const { title, file_name, lines, effects } = preview
  const head = `${style.bold(file_name ?? 'File')}: ${title}, ${counted(lines, 'line')} read`
  return [
    head,
    `  ${countsLine(preview, style)}`,
    ...effects.map(({ what, count }) => `  ${count.toLocaleString('en').padStart(9)}  ${what}`),
    ...valueLines(preview),
    ...changeLines(preview, style),
    ...refusalLines(preview, style),
    ...preview.notes.map((note) => `  ${style.yellow('!')} ${note}`),
  ].join('\n')
}

function countsLine({ counts, dry_run }: ImportPreview, style: Style): string {
  const parts = [
    style.green(`${counts.created.toLocaleString('en')} new`),
    `${counts.changed.toLocaleString('en')} changed`,
    style.dim(`${counts.unchanged.toLocaleString('en')} unchanged`),
    counts.refused > 0
      ? style.red(`${counts.refused.toLocaleString('en')} refused`)
      : style.dim('0 refused'),
  ]
  return `${dry_run ? 'Would be: ' : ''}${parts.join(', ')}`
}

function valueLines({ values }: ImportPreview): string[] {
  const byAttribute = Map.groupBy(values, ({ attribute }) => attribute)
  return [...byAttribute].map(([attribute, some]) => {
    const shown = some
      .slice(0, 8)
      .map(({ value, users }) => `${value} ${users.toLocaleString('en')}`)
    return `  ${attribute}: ${shown.join(', ')}${some.length > 8 ? `, and ${counted(some.length - 8, 'other value')}` : ''}`
  })
}

function changeLines({ changes }: ImportPreview, style: Style): string[] {
  const shown = changes.slice(0, EXAMPLES).map(({ user, what, before, after, since }) => {
    const from = since === null ? '' : style.dim(` since ${since}`)
    return `    ${user}  ${what}: ${before ?? '(none)'} -> ${after ?? '(none)'}${from}`
  })
  return shown.length === 0 ? [] : ['  Changes, for example:', ...shown]
}

function refusalLines({ refusals }: ImportPreview, style: Style): string[] {
  return refusals.flatMap(({ code, lines, first }) => [
    `  ${style.red(counted(lines, 'line'))} refused, ${code.replaceAll('_', ' ')}:`,
    ...first.slice(0, 3).map(({ line, message }) => `    line ${line}: ${message}`),
    ...(lines > 3 ? [style.dim(`    and ${counted(lines - 3, 'other')}`)] : []),
  ])
}
