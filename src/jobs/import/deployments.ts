import { counted } from '../../model/index.ts'
import * as coverage from '../../store/coverage.ts'
import type { Db } from '../../store/db.ts'
import * as deployments from '../../store/deployments.ts'
import type { Applying } from './facts.ts'
import { openWithAccounts } from './with-accounts.ts'

/** Deployments of services, and the days of which they are all that there were. */
export async function applyDeployments(tx: Db, applying: Applying): Promise<void> {
  await openWithAccounts(tx, applying)
  if (applying.covers === 'span') await deployments.dedupeStaged(tx)
  await deployments.upsertStaged(tx, applying.by)
  if (applying.covers === 'span') await cover(tx, applying)
}

async function cover(tx: Db, { by, options, notes, time_zone }: Applying): Promise<void> {
  const span = await deployments.spanStaged(tx, time_zone)
  if (span.strange > 0)
    notes.push(
      `${counted(span.strange, 'deployment is', 'deployments are')} of services that nobody has entered; they count once somebody says whose they are, by a file of services or on the page Services.`,
    )
  const [from_day, to_day] = [options.from ?? span.from_day, options.to ?? span.to_day]
  if (from_day === null || to_day === null || from_day >= to_day) return
  await coverage.cover(tx, by, {
    ...{ source: by.source, subject: 'deployments' as const, from_day, to_day, team_id: null },
  })
  if (options.from === undefined || options.to === undefined)
    notes.push(
      `The file is taken to hold every deployment from ${from_day} up to ${to_day} (its first and last). The options "from" and "to" say otherwise.`,
    )
}
