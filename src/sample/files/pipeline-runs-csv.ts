import type { PipelineRunFact } from '../../model/index.ts'
import { csvLine } from './csv.ts'

/** Runs of pipelines for pull requests. */
export function* pipelineRunsCsv(runs: Iterable<PipelineRunFact>): Generator<string> {
  yield csvLine(['run_id', 'repo', 'number', 'queued_at', 'started_at', 'finished_at', 'status'])
  for (const { external_id, repo, number, queued_at, started_at, finished_at, status } of runs)
    yield csvLine([external_id, repo, number, queued_at, started_at, finished_at, status])
}
