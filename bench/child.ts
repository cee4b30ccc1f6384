import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A process of ours in another process: what it prints, line by line, is JSON. */
export interface Child {
  /** Its next line. Throws when it ends instead. */
  next<T>(): Promise<T>
  stop(): Promise<void>
}

/** Starts a file of this folder in a process of its own, so that it has a core, a heap and a clock to itself. */
export function startChild(file: string, given: object): Child {
  const child = spawn(process.execPath, [join(import.meta.dirname, file), JSON.stringify(given)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async next() {
      const { value, done } = await lines.next()
      if (done) throw new Error(`${file} ended without an answer`)
      return JSON.parse(value)
    },
    stop: () => ended(child),
  }
}

/** Starts a file of this folder, and gives the one line that it prints. */
export async function askChild<T>(file: string, given: object): Promise<T> {
  const child = startChild(file, given)
  try {
    return await child.next<T>()
  } finally {
    await child.stop()
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill()
  await once(child, 'exit')
}

/** What the parent gave to this process. */
export function given<T>(): T {
  return JSON.parse(process.argv[2] ?? '{}')
}

/** Tells the parent. */
export function tell(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
