import { existsSync } from 'node:fs'
import { AppError } from '../../errors.ts'
import { REPORT_KINDS } from '../../model/index.ts'
import type { Command } from '../command.ts'
import { runMethod } from '../method.ts'

const KINDS = Object.values(REPORT_KINDS)

/**
 * `facet report cohort --attribute Coder` is the method `reports.cohort`, so its arguments are those of the report;
 * `facet report FILE` answers the reports of a file.
 */
export const reportCommand: Command = {
  usage: `${KINDS.map(({ name }) => name).join('|')} [--argument value …] [--format text|json|md|csv|html]
facet report FILE [--format …] [--check] [--out FOLDER] [--today DAY]
facet report --schema`,
  options: {},
  describe: {},
  rest: async (argv, context) => {
    const [name = '', ...rest] = argv
    const kind = KINDS.find((it) => it.name === name)
    if (kind) return runMethod(`reports.${kind.name}`, rest, context)
    if (argv.some(isOfFiles)) return (await import('./report-file.ts')).reportFile(argv, context)
    const known = KINDS.map((it) => `  facet report ${it.name.padEnd(16)} ${it.summary}`)
    throw new AppError(
      'invalid_arguments',
      [
        name === '' ? 'Say which report.' : `There is no report "${name}".`,
        'There are:',
        ...known,
        'Each says more with --help. A file of reports ends in .yml or .yaml: facet report FILE',
      ].join('\n'),
    )
  },
  run: async () => 2,
}

const isOfFiles = (text: string) =>
  text === '--schema' || /\.(ya?ml|json)$/.test(text) || existsSync(text)
