import { AppError } from '../../errors.ts'
import { REPORT_KINDS } from '../../model/index.ts'
import type { Command } from '../command.ts'
import { runMethod } from '../method.ts'

const KINDS = Object.values(REPORT_KINDS)

/** `facet report cohort --attribute Coder` is the method `reports.cohort`, so its arguments are those of the report. */
export const reportCommand: Command = {
  usage: `${KINDS.map(({ name }) => name).join('|')} [--argument value …] [--format text|json|md|csv|html]`,
  options: {},
  describe: {},
  rest: async ([name, ...argv], context) => {
    const kind = KINDS.find((it) => it.name === name)
    if (kind) return runMethod(`reports.${kind.name}`, argv, context)
    const known = KINDS.map((it) => `  facet report ${it.name.padEnd(16)} ${it.summary}`)
    throw new AppError(
      'invalid_arguments',
      [
        name === undefined ? 'Say which report.' : `There is no report "${name}".`,
        'There are:',
        ...known,
        'Each says more with --help.',
      ].join('\n'),
    )
  },
  run: async () => 2,
}
