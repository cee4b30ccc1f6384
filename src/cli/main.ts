import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { AppError } from '../errors.ts'
import type { Command, CommandContext } from './command.ts'
import { commands, type Entry } from './commands.ts'
import { help, helpOf } from './help.ts'
import { openTerminal, type Terminal } from './terminal.ts'

/** Runs `facet ARGV…` and gives the exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv
  const terminal = openTerminal(terminalSettings())
  try {
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
      terminal.print(help(commands))
      return 0
    }
    const context = { config: readConfig(), terminal, now: new Date() }
    const command = commands.find((c) => c.name === name)
    return command ? await runCommand(command, rest, context) : await runMethod(name, rest, context)
  } catch (error) {
    return told(error, terminal)
  } finally {
    terminal.progress(undefined)
  }
}

async function runCommand(entry: Entry, argv: string[], context: CommandContext): Promise<number> {
  const command = await entry.load()
  const wantsHelp = argv[0] === '--help' || argv[0] === '-h'
  if (command.rest && !wantsHelp) return command.rest(argv, context)
  const parsed = parse(entry.name, command, argv)
  if (parsed.values.help !== true) return command.run(parsed, context)
  context.terminal.print(helpOf(entry, command))
  return 0
}

async function runMethod(name: string, argv: string[], context: CommandContext): Promise<number> {
  const methods = await import('./method.ts')
  return methods.runMethod(name, argv, context)
}

function parse(name: string, command: Command, argv: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    })
    return { values: values as Record<string, string | boolean | undefined>, positionals }
  } catch (error) {
    throw new AppError('invalid_arguments', `${(error as Error).message} See: facet ${name} --help`)
  }
}

function told(error: unknown, terminal: Terminal): number {
  if (!(error instanceof AppError)) throw error
  terminal.say(`${terminal.style.red(error.code)}: ${error.message}`)
  return error.code === 'invalid_arguments' || error.code === 'unknown_method' ? 2 : 1
}

/** Read apart from the settings, for a fault in them must be told too. */
function terminalSettings() {
  // biome-ignore lint/style/noProcessEnv: what a terminal can show is no setting of Facet
  const { NO_COLOR, LC_ALL, LC_CTYPE, LANG } = process.env
  return { color: !NO_COLOR, locale: LC_ALL || LC_CTYPE || LANG }
}
