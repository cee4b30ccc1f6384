import type { CommandContext } from './command.ts'
import { AppError } from '../errors.ts'

export async function runMethod(name: string, _argv: string[], _context: CommandContext): Promise<number> {
  throw new AppError('unknown_method', `There is no command ${name}. See: facet help`)
}
