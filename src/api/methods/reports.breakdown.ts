import { REPORTS } from '../../reports/registry.ts'
import { reportMethod } from '../report-method.ts'

export const reportsBreakdown = reportMethod(REPORTS.breakdown)
