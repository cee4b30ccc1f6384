import { AppError } from '../../errors.ts'
import { dayIn } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import * as settings from '../../store/settings.ts'
import { reportOfMethod } from '../registry.ts'
import type { Asking, Report } from '../report.ts'
import type { Ran, RanReport } from './answer-shape.ts'
import { hashOf } from './canonical.ts'
import { dataVersion } from './data-version.ts'
import { daysOf, instantOf } from './days.ts'
import { judged } from './guardrails.ts'
import type { FileReport, ReportFile } from './shape.ts'

/** A file to be answered, as of a day: the one it is unless said otherwise. */
export interface AskedFile extends ReportFile {
  today?: string | undefined
}

/**
 * Answers every report of a file, each through the gate as its own method does. What comes back hangs on the file, the data and
 * the day alone, never on the moment. Throws `invalid_arguments` and `purpose_refused` that begin with the report's place: `reports.0: …`.
 */
export async function runFile(db: Db, file: AskedFile, asking: Asking): Promise<Ran> {
  const { time_zone } = await settings.read(db)
  const real = dayIn(time_zone, asking.now)
  const today = file.today ?? real
  if (today > real)
    throw new AppError('invalid_arguments', `today: ${today} lies in the future; it is ${real}.`)
  const before = await dataVersion(db)
  const reports: RanReport[] = []
  const at = { ...asking, now: instantOf(today, time_zone) }
  for (const [place, report] of file.reports.entries())
    reports.push(await placed(place, () => runOne(db, report, { asking: at, today })))
  const after = await dataVersion(db)
  const relative = reports.some(({ relative_period }) => relative_period !== null)
  return {
    title: file.title ?? null,
    today: relative ? today : null,
    reports,
    passed: reports.every(({ guardrails }) => guardrails.every(({ passed }) => passed)),
    weeks_waiting: after.weeks_waiting,
    data_version: before.version === after.version ? after.version : null,
    result_hash: hashOf(reports),
  }
}

async function runOne(
  db: Db,
  asked: FileReport,
  { asking, today }: { asking: Asking; today: string },
): Promise<RanReport> {
  const { report, title = null, period, output: _, guardrails = [], ...own } = asked
  const found = reportOfMethod(`reports.${report}`) as Report
  const spec = found.kind.spec.parse({ ...own, ...daysOf(asked, today) })
  const answer = await found.run(db, spec, asking)
  return {
    report,
    title,
    relative_period: typeof period === 'string' ? period : null,
    answer,
    guardrails: judged(report, guardrails, answer),
  }
}

/** What is wrong with the question is told with the place of the report in the file. */
async function placed<T>(place: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || !WRONG.includes(error.code)) throw error
    const code = error.code === 'purpose_refused' ? error.code : 'invalid_arguments'
    throw new AppError(code, `reports.${place}: ${error.message}`, {}, error)
  }
}

const WRONG = ['invalid_arguments', 'team_not_found', 'purpose_refused']
