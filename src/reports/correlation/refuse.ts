import { AppError } from '../../errors.ts'
import {
  type CorrelationSpec,
  KNOWN_LEVELS,
  REPORT_KINDS,
  takes,
  usageName,
} from '../../model/index.ts'
import { sameText } from '../attribute.ts'

/** The only measure of use that does not rise with all work. */
const SHARE = 'tool_share'

/**
 * Throws `invalid_arguments` for what cannot be told from use: raw use against anything, classes that are made of use in the same
 * period, and use against itself. Each sentence says what to ask instead.
 */
export function refuseUnsound({ attribute, metrics, usage }: CorrelationSpec): void {
  if (isClasses(attribute) || isClasses(usage)) throw refusal(CLASSES)
  if (!sameText(usage, SHARE)) throw refusal(rawUse(usage))
  const untaken = metrics.filter((id) => !takes(REPORT_KINDS.correlation.takes, { id }))
  const raw = untaken.find((id) => id !== SHARE)
  if (raw !== undefined) throw refusal(rawUse(raw))
  if (untaken.length > 0) throw refusal(ITSELF)
}

const CLASSES =
  'Classes of use, such as daily and weekly, are made of what people did in the same days, so they cannot be set beside what people did in them. Ask for the tool itself with usage tool_share; or ask the cohort report, which fixes who is daily or weekly before the period begins.'

const ITSELF =
  'tool_share is how use is measured here, so it is not set beside itself. Name metrics of work, such as pr_throughput.'

function rawUse(name: string): string {
  return `${name} is not set beside other metrics: a day of use is a day of work, so days, minutes and counts of use go along with whatever people do, even where the tool changes nothing. Ask with usage tool_share, how often a person used the tool on the days on which they began or opened a pull request.`
}

function isClasses(name: string): boolean {
  const suffix = usageName('').trim()
  return (
    sameText(name.slice(-suffix.length), suffix) ||
    /\b(level|class|classes|levels|frequency|cohort)\b/i.test(name.replaceAll('_', ' ')) ||
    KNOWN_LEVELS.some((level) => sameText(level, name))
  )
}

function refusal(message: string): AppError {
  return new AppError('invalid_arguments', message)
}
