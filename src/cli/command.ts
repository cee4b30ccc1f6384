import type { ParseArgsConfig } from 'node:util'
import type { Config } from '../config.ts'
import type { Terminal } from './terminal.ts'

export interface CommandContext {
  config: Config
  terminal: Terminal
  now: Date
}

export interface Parsed {
  values: Record<string, string | boolean | undefined>
  positionals: string[]
}

/** What a command of the command line takes and does. */
export interface Command {
  /** Arguments as the help shows them. */
  usage: string
  options: NonNullable<ParseArgsConfig['options']>
  /** What each option means, for the help. */
  describe: Record<string, string>
  /** Takes everything after the command's name as it was typed, where its options hang on what comes first; else they are parsed. */
  rest?(argv: string[], context: CommandContext): Promise<number>
  /** Gives the exit code: 0 done, 1 refused or failed. Wrong usage throws `invalid_arguments`. */
  run(parsed: Parsed, context: CommandContext): Promise<number>
}
