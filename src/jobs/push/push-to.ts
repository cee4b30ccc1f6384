import type { Context } from '../../connectors/dx/settings.ts'
import { AppError } from '../../errors.ts'
import * as sources from '../../store/sources.ts'
import { connect, type SyncDeps } from '../sync/run.ts'
import { type Progress, toldCalls } from '../sync/told-calls.ts'
import { type PushInput, type PushResult, pushAttributes } from './push-attributes.ts'

/** A push to a source that is known. */
export interface AskedPush
  extends Pick<
    PushInput,
    'attributes' | 'restricted' | 'create' | 'overwrite' | 'dry_run' | 'actor'
  > {
  source_id: number
}

/** Pushes attributes to a source of kind `dx`; `told` gets how far it is. Throws `not_found`, `invalid_arguments`, and a SourceError. */
export async function pushTo(
  deps: SyncDeps,
  { source_id, ...asked }: AskedPush,
  told?: (progress: Progress) => void,
): Promise<PushResult> {
  const source = await sources.info(deps.database.db, source_id)
  if (!source) throw new AppError('not_found', 'There is no such source.')
  if (source.kind !== 'dx')
    throw new AppError(
      'invalid_arguments',
      `${source.name} is no DX workspace; only that takes attributes.`,
    )
  const { context } = await connect(deps, source)
  let comparing = false
  return pushAttributes(deps.database, {
    ...(context as Context),
    ...asked,
    source: source.key,
    fetch: toldCalls(context.fetch, told && ((it) => comparing || told(it))),
    progress(done, of) {
      comparing = true
      told?.({ step: 'people', done, of })
    },
  })
}
