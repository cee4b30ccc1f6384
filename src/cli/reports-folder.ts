import { join } from 'node:path'
import type { Config } from '../config.ts'

/** The folder that schedules write reports into, and nowhere else. */
export const reportsFolder = ({ FACET_DATA }: Pick<Config, 'FACET_DATA'>): string =>
  join(FACET_DATA, 'reports')
