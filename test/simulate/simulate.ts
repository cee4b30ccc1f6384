import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Simulated } from './acceptance.ts'
import { type Outcome, SCENARIOS, type ScenarioName } from './analyses.ts'
import type { Done, Task } from './work.ts'

/** Organisations a thread is given at once. */
const PIECE = 10

export type Simulation = {
  organisations: number
  seed: number
  threads: number
  /** Called with the organisations done and all. */
  progress?: (done: number, all: number) => void
}

/** Simulates so many organisations of each scenario; the same seed gives the same, however many threads there are. */
export async function simulate(asked: Simulation): Promise<Simulated> {
  const names = Object.keys(SCENARIOS) as ScenarioName[]
  const tasks: Task[] = [...names, 'teams' as const].flatMap((scenario) => pieces(scenario, asked))
  const results = new Map<Task, Done>()
  const left = [...tasks]
  const all = tasks.length * PIECE
  const work = async () => {
    const thread = new Worker(new URL('./work.ts', import.meta.url))
    for (let task = left.shift(); task; task = left.shift()) {
      results.set(task, await answerOf(thread, task))
      asked.progress?.(results.size * PIECE, all)
    }
    await thread.terminate()
  }
  await Promise.all(Array.from({ length: asked.threads }, work))
  return gather(
    tasks.map((task) => results.get(task) as Done),
    names,
  )
}

function pieces(scenario: Task['scenario'], { organisations, seed }: Simulation): Task[] {
  return Array.from({ length: Math.ceil(organisations / PIECE) }, (_, piece) => ({
    scenario,
    seeds: Array.from(
      { length: Math.min(PIECE, organisations - piece * PIECE) },
      (_, i) => seed + piece * PIECE + i,
    ),
  }))
}

async function answerOf(thread: Worker, task: Task): Promise<Done> {
  thread.postMessage(task)
  const [answer] = await once(thread, 'message') // rejects when the thread fails
  return answer
}

function gather(results: Done[], names: ScenarioName[]): Simulated {
  const of = (name: ScenarioName): Outcome[] =>
    results.flatMap((it) => (it.scenario === name && it.outcomes) || [])
  return {
    outcomes: Object.fromEntries(names.map((name) => [name, of(name)])) as Simulated['outcomes'],
    teams_differ: results.flatMap((it) => it.teams_differ ?? []),
  }
}
