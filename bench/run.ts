import { availableParallelism, cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { analysis } from './analysis.ts'
import type { Bench, Limit } from './bench.ts'
import { coder } from './coder.ts'
import { cohort } from './cohort.ts'
import { demo } from './demo.ts'
import { importEmbedded } from './import-embedded.ts'
import { importPeople } from './import-people.ts'
import { print, printLimits } from './print.ts'
import { reports } from './reports.ts'
import { rollup } from './rollup.ts'
import { usersList } from './users-list.ts'

/*
 * node bench/run.ts [NAME…] [--small]
 *
 * Runs the benches of these names, or all, one after the other, and prints what they measure beside a peer in the same run.
 * It is no test: it always ends with exit code 0.
 */

const BENCHES: readonly Bench[] = [
  usersList,
  cohort,
  analysis,
  importPeople,
  importEmbedded,
  rollup,
  reports,
  coder,
  demo,
]

const { values, positionals } = parseArgs({
  options: { small: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => BENCHES.every((bench) => bench.name !== name))
if (unknown.length > 0)
  print(`No bench ${unknown.join(', ')}; there are ${BENCHES.map(({ name }) => name).join(', ')}.`)

print(
  `Node ${process.version}, ${availableParallelism()} cores of ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`,
)
const limits: Limit[] = []
for (const bench of BENCHES) {
  if (positionals.length > 0 && !positionals.includes(bench.name)) continue
  print(`\n${bench.name}: ${bench.summary}`)
  try {
    limits.push(...(await bench.run({ small: values.small, say: print })))
  } catch (error) {
    print(`${bench.name} broke off: ${error instanceof Error ? error.stack : error}`)
  }
}
printLimits(limits)
