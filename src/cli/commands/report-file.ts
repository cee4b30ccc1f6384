import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '../../errors.ts'
import { writeWhole } from '../../jobs/schedules/write-whole.ts'
import { Ran } from '../../reports/as-code/answer-shape.ts'
import { type ParsedFile, parseFile } from '../../reports/as-code/parse.ts'
import { renderRan } from '../../reports/as-code/render.ts'
import { fileSchema, OUTPUTS, type Output } from '../../reports/as-code/shape.ts'
import type { CommandContext } from '../command.ts'
import { withSend } from '../method.ts'
import { textOptions } from '../report-text.ts'
import { read } from '../send.ts'

/**
 * `facet report FILE`: answers a file of reports. Gives 1 where a guardrail is broken and `--check` asks for that; a file that
 * is wrong throws `invalid_arguments`, which is 2.
 */
export async function reportFile(argv: string[], context: CommandContext): Promise<number> {
  const { path, schema, format, check, out, today } = optionsOf(argv)
  if (schema) {
    context.terminal.print(JSON.stringify(fileSchema(), null, 2))
    return 0
  }
  const parsed = parseFile(await textOf(path), path)
  const ran = await ask(parsed, { path, today }, context)
  if (out === undefined) await print(ran, format ?? 'text', context)
  else await write(ran, { folder: out, path, outputs: outputsOf(parsed, format) }, context)
  return check ? checked(ran, context) : 0
}

const OPTIONS = {
  schema: { type: 'boolean' },
  format: { type: 'string' },
  check: { type: 'boolean' },
  out: { type: 'string' },
  today: { type: 'string' },
} as const

function optionsOf(argv: string[]) {
  const { values, positionals } = parsedOptions(argv)
  const { schema = false, format, check = false, out, today } = values
  const [path = '', ...more] = positionals
  if (!schema && (path === '' || more.length > 0)) throw wrong('Say one file: facet report FILE')
  if (format !== undefined && !isOutput(format))
    throw wrong(`--format is one of ${OUTPUTS.join(', ')}.`)
  return { path, schema, format, check, out, today }
}

function parsedOptions(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true, strict: true })
  } catch (error) {
    throw wrong(`${(error as Error).message} See: facet report --help`)
  }
}

const isOutput = (text: string): text is Output => (OUTPUTS as readonly string[]).includes(text)

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new AppError('invalid_arguments', `${path} cannot be read.`, {}, cause)
  }
}

/** What the server finds wrong with a report is told with its line. */
async function ask(
  { file, lineOf }: ParsedFile,
  { path, today }: { path: string; today: string | undefined },
  context: CommandContext,
): Promise<Ran> {
  const json = { ...file, ...(today !== undefined && { today }) }
  try {
    return Ran.parse(
      await withSend(context, async (send) => read(await send({ path: '/reports.run', json }))),
    )
  } catch (error) {
    const [, place, message] =
      (error instanceof AppError && /^reports\.(\d+): (.*)$/s.exec(error.message)) || []
    if (place === undefined) throw error
    throw wrong(`${path}:${lineOf(Number(place))}: ${message}`)
  }
}

async function print(ran: Ran, output: Output, { terminal }: CommandContext): Promise<void> {
  const text = await renderRan(ran, output, textOptions(terminal))
  terminal.print(text.replace(/\n$/, ''))
}

/** The forms that are asked for, else those that the file names, else Markdown. */
function outputsOf({ file }: ParsedFile, format: Output | undefined): Output[] {
  if (format !== undefined) return [format]
  const named = [...new Set(file.reports.flatMap(({ output }) => output))]
  return named.length > 0 ? named : ['md']
}

const ENDINGS: Partial<Record<Output, string>> = { text: 'txt' }

async function write(
  ran: Ran,
  { folder, path, outputs }: { folder: string; path: string; outputs: Output[] },
  { terminal }: CommandContext,
): Promise<void> {
  const name = basename(path).replace(/\.[^.]+$/, '')
  for (const output of outputs) {
    const target = join(folder, `${name}.${ENDINGS[output] ?? output}`)
    await writeWhole(target, await renderRan(ran, output))
    terminal.print(target)
  }
  terminal.print(`Data version: ${ran.data_version ?? 'none'}`)
  terminal.print(`Result: ${ran.result_hash}`)
}

/** Says each guardrail that does not hold. */
function checked({ reports, passed }: Ran, { terminal }: CommandContext): number {
  const all = reports.flatMap(({ guardrails }) => guardrails)
  if (all.length === 0) terminal.say('No guardrail is stated, so there is nothing to check.')
  for (const { passed, sentence } of all) if (!passed) terminal.say(`Broken: ${sentence}`)
  return passed ? 0 : 1
}

function wrong(message: string): AppError {
  return new AppError('invalid_arguments', message)
}
