import { setTimeout as wait } from 'node:timers/promises'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import * as z from 'zod'
import { type Method, pathOf } from '../api/method.ts'
import { methods } from '../api/methods.ts'
import { fromStrings } from '../api/strings.ts'
import { AppError } from '../errors.ts'
import { scheduleJobs } from '../jobs/schedules/schedule-jobs.ts'
import { sourceJobs } from '../jobs/sync/source-jobs.ts'
import { openLog } from '../log.ts'
import { FILE_FORMATS } from '../reports/render.ts'
import { application } from './application.ts'
import type { CommandContext } from './command.ts'
import { followFacts } from './follow-facts.ts'
import { withDatabase } from './open.ts'
import { isReport, reportText } from './report-text.ts'
import { reportsFolder } from './reports-folder.ts'
import { withSecret } from './secret-argument.ts'
import { secretKeyOf } from './secret-key.ts'
import { type Answered, read, type Send, toSocket, toUrl } from './send.ts'
import { isTold, tellSource } from './source-text.ts'

/** Forms of a report; text is made here, for the terminal, and the others are asked for. */
const FORMATS = ['text', 'json', ...FILE_FORMATS]

/** Every method of the Web API is a command of the same name; its arguments are the options. */
export async function runMethod(
  name: string,
  argv: string[],
  context: CommandContext,
): Promise<number> {
  const method = Object.values<Method>(methods).find((m) =>
    [m.name, ...(m.aliases ?? [])].includes(name),
  )
  if (!method)
    throw new AppError('unknown_method', `There is no command "${name}". See: facet help`)
  const { args, text, help } = readOptions(method, await withSecret(argv))
  const { terminal } = context
  if (help) {
    terminal.print(helpOfMethod(method))
    return 0
  }
  const answered = await withSend(context, (send) => send({ path: pathOf(method), json: args }))
  if (text && isTold(method.name)) {
    const told = tellSource(method.name, read(answered), terminal.style)
    terminal.print(told.text)
    return told.failed ? 1 : 0
  }
  const told = text ? await reportText(method.name, read(answered), terminal) : printed(answered)
  terminal.print(told)
  return 0
}

/** JSON laid out for reading; a file as it is, but for its last sign, the end of the line, which printing adds. */
function printed(answered: Answered): string {
  const isFile = answered.status < 400 && !answered.type.includes('json')
  return isFile ? answered.text.replace(/\n$/, '') : JSON.stringify(read(answered), null, 2)
}

/** Gives the work a way to the application: FACET_URL, the running server's socket, or the database opened here. */
export async function withSend<T>(
  context: CommandContext,
  work: (send: Send) => Promise<T>,
): Promise<T> {
  const { config, terminal } = context
  if (config.FACET_URL) return work(toUrl(config.FACET_URL, config.FACET_TOKEN))
  const running = await toSocket(config)
  if (running) return work(running)
  return withDatabase(config, async (database) => {
    let changed = false
    const brought = () => {
      changed = true
    }
    const log = openLog('error', 2)
    const app = application({
      database,
      log,
      changed: brought,
      sources: sourceJobs({
        secretKey: secretKeyOf(config),
        now: () => new Date(),
        wait: (ms) => wait(ms),
        brought,
        progress: ({ progress }) => terminal.progress(progress && stepText(progress)),
      }),
      schedules: scheduleJobs({
        database,
        secretKey: secretKeyOf(config),
        folder: reportsFolder(config),
        now: () => new Date(),
        wait: (ms) => wait(ms),
        fault: (error) => log.error({ job: 'schedule', err: error }),
      }),
      local: true,
    })
    const send: Send = async ({ path, json }) => {
      const response = await app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(json ?? {}),
      })
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        text: await response.text(),
      }
    }
    const result = await work(send)
    if (changed) await followFacts(database, context.now, terminal.progress)
    return result
  })
}

function stepText({ step, done, of }: { step: string; done: number; of?: number }): string {
  const many = (n: number) => n.toLocaleString('en')
  return `Reading ${step}: ${many(done)}${of === undefined ? '' : ` of ${many(of)}`}`
}

function readOptions(method: Method, argv: string[]) {
  const names = Object.keys(method.args.shape)
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  const values = parse(method, argv, options)
  const { help, json, ...strings } = values
  if (json === true) delete strings.format
  const { format = 'text' } = strings
  const inWords = isReport(method.name) || isTold(method.name)
  const text = inWords && json !== true && format === 'text'
  if (text) delete strings.format
  else if (isReport(method.name) && !FORMATS.includes(String(format)))
    throw new AppError('invalid_arguments', `--format is one of ${FORMATS.join(', ')}.`)
  const args = fromStrings(method.args, strings as Record<string, string>)
  const checked = method.args.safeParse(args)
  if (!checked.success && help !== true)
    throw new AppError(
      'invalid_arguments',
      `${z.prettifyError(checked.error)}\nSee: facet ${method.name} --help`,
    )
  return { args, text, help: help === true }
}

function parse(method: Method, argv: string[], options: Record<string, { type: 'string' }>) {
  const own: NonNullable<ParseArgsConfig['options']> = {
    help: { type: 'boolean', short: 'h' },
    json: { type: 'boolean' },
  }
  try {
    const { values } = parseArgs({ args: argv, options: { ...own, ...options }, strict: true })
    return values as Record<string, string | boolean>
  } catch (error) {
    throw new AppError(
      'invalid_arguments',
      `${(error as Error).message} See: facet ${method.name} --help`,
    )
  }
}

/** The help of a method, made of its definition. */
export function helpOfMethod({ name, summary, description, args }: Method): string {
  const properties = z.toJSONSchema(args, { io: 'input' })
  const { format, ...others } = properties.properties ?? {}
  const told = isReport(name) ? others : { ...others, ...(format && { format }) }
  const lines = Object.entries(told).map(([argument, schema]) => {
    const { description: words = '', type } = schema as { description?: string; type?: string }
    const needed = properties.required?.includes(argument) ? ' (needed)' : ''
    return `  --${argument.padEnd(18)} ${words}${needed}${type === 'array' ? ' Several: with commas between.' : ''}`
  })
  return [
    `facet ${name}`,
    '',
    summary,
    ...(description ? [description] : []),
    ...(lines.length > 0 ? ['', ...lines] : []),
    ...(isReport(name) ? ['', `  --${'format'.padEnd(18)} ${FORMATS.join(', ')}`] : []),
  ].join('\n')
}
