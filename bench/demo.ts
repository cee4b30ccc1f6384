import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Bench } from './bench.ts'
import { inFolder } from './databases.ts'
import { duration, timed } from './measure.ts'

const run = promisify(execFile)
const facet = join(import.meta.dirname, '../bin/facet.js')

export const demo: Bench = {
  name: 'demo',
  summary: 'the sample organisation of 600 people and 80 weeks, from nothing to its report',
  run: ({ say }) =>
    inFolder(async (cwd) => {
      const start = () => timed(() => run(process.execPath, [facet, 'demo', '--once'], { cwd }))
      say('loaded and reported', duration(await start()))
      say('reported again', duration(await start()))
      return []
    }),
}
