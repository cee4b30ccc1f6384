import { settings } from '../config.ts'
import type { Command } from './command.ts'
import type { Entry } from './commands.ts'

/** The help of the command line. */
export function help(commands: readonly Entry[]): string {
  return [
    'Facet: who uses a tool, and what it does to their work.',
    '',
    'Commands:',
    ...commands.map((c) => `  facet ${c.name.padEnd(16)} ${c.summary}`),
    `  facet ${'METHOD'.padEnd(16)} Any method of the Web API by its name, as: facet users.list --page_size 5`,
    '',
    'Each command says more with --help.',
    '',
    'Settings, from the environment:',
    ...Object.entries(settings).map(
      ([setting, { description }]) => `  ${setting.padEnd(22)} ${description ?? ''}`,
    ),
  ].join('\n')
}

/** The help of one command. */
export function helpOf({ name, summary }: Entry, { usage, options, describe }: Command): string {
  const lines = Object.keys(options).map((option) => {
    const takes = options[option]?.type === 'string' ? ' …' : ''
    return `  --${`${option}${takes}`.padEnd(18)} ${describe[option] ?? ''}`
  })
  return [
    `facet ${name} ${usage}`.trim(),
    '',
    summary,
    ...(lines.length > 0 ? ['', ...lines] : []),
  ].join('\n')
}
