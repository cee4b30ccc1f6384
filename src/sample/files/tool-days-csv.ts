import type { ToolDayFact } from '../../model/index.ts'
import { csvLine } from './csv.ts'

/** Who used a tool on which day, and for how many minutes. */
export function* toolDaysCsv(days: Iterable<ToolDayFact>): Generator<string> {
  yield csvLine(['tool', 'email', 'day', 'minutes'])
  for (const { tool, account, day, minutes } of days) {
    yield csvLine([tool, account.email, day, minutes])
  }
}
