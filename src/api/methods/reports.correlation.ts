import { REPORTS } from '../../reports/registry.ts'
import { reportMethod } from '../report-method.ts'

export const reportsCorrelation = reportMethod(REPORTS.correlation)
