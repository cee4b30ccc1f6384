import { parentPort } from 'node:worker_threads'
import { outcomeOf, type ScenarioName, teamsDiffer } from './analyses.ts'

/** A piece of work for a thread: organisations of one scenario, or of teams alone, with these seeds. */
export type Task = { scenario: ScenarioName | 'teams'; seeds: number[] }

/** What became of a piece of work, in the order of its seeds. */
export function done({ scenario, seeds }: Task) {
  return scenario === 'teams'
    ? { scenario, teams_differ: seeds.map(teamsDiffer) }
    : { scenario, outcomes: seeds.map((seed) => outcomeOf(scenario, seed)) }
}
export type Done = ReturnType<typeof done>

parentPort?.on('message', (task: Task) => parentPort?.postMessage(done(task)))
