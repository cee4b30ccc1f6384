import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml'
import type * as z from 'zod'
import { AppError } from '../../errors.ts'
import { FileReport, ReportFile } from './shape.ts'

/** A file of reports that was read, with the way back from a place in it to its line. */
export interface ParsedFile {
  file: ReportFile
  /** The line on which the report of a place begins. */
  lineOf(place: number): number
}

type Path = readonly PropertyKey[]

/**
 * Reads a file of reports from YAML, of which JSON is a part: one report, or several under `reports`. Throws `invalid_arguments` with
 * every fault, each as `FILE:LINE: argument: what to write`.
 */
export function parseFile(text: string, name: string): ParsedFile {
  const lines = new LineCounter()
  const read = parseDocument(text, { lineCounter: lines })
  const [broken] = read.errors
  if (broken) {
    const [what = ''] = broken.message.split(/ at line \d+/)
    throw wrong([`${name}:${lines.linePos(broken.pos[0]).line}: ${what}.`])
  }
  const value = plain(read, name)
  if (!isMap(read.contents))
    throw wrong([`${name}:1: A file of reports holds "report: cohort" and its arguments.`])
  const several = read.has('reports')
  const shape: z.ZodType = several ? ReportFile : FileReport
  const checked = shape.safeParse(value, { error: missing })
  const lineAt = (path: Path) => lines.linePos(offsetOf(read, path)).line
  if (!checked.success)
    throw wrong(
      checked.error.issues.flatMap(faults).map(({ path, message }) => {
        const argument = path.length === 0 ? '' : `${path.join('.')}: `
        return `${name}:${lineAt(path)}: ${argument}${message}`
      }),
    )
  const file = several ? checked.data : { reports: [checked.data] }
  return {
    file: file as ReportFile,
    lineOf: (place) => lineAt(several ? ['reports', place] : []),
  }
}

/** The values of a document. An alias that grows without bound is refused. */
function plain(read: Document.Parsed, name: string): unknown {
  try {
    return read.toJS()
  } catch (error) {
    throw wrong([`${name}:1: ${(error as Error).message}.`])
  }
}

/** What is not there at all is told so. */
function missing({ input }: z.core.$ZodRawIssue): string | undefined {
  return input === undefined ? 'It is needed, and is not there.' : undefined
}

/** Each argument that does not exist is a fault of its own, with those that do. */
function faults(issue: z.core.$ZodIssue): { path: Path; message: string }[] {
  if (issue.code !== 'unrecognized_keys') return [issue]
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    message: 'There is no such argument here; "facet report --schema" prints those that there are.',
  }))
}

/** Where a place of the document begins: that of its key, if it has one, else that of the nearest thing around it. */
function offsetOf(read: Document.Parsed, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const around = length === 1 ? read.contents : read.getIn(path.slice(0, length - 1), true)
    const key = path[length - 1]
    const pair = isMap(around)
      ? around.items.find((it) => isNode(it.key) && it.key.toJS(read) === key)
      : undefined
    const node = pair?.key ?? read.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return read.contents?.range?.[0] ?? 0
}

function wrong(faults: readonly string[]): AppError {
  return new AppError('invalid_arguments', faults.join('\n'))
}
