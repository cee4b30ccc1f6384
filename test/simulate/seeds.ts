import { parseArgs } from 'node:util'
import { type Database, openPostgres } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrate.ts'
import { startPostgres } from '../postgres-server.ts'
import { type Outcome, outcomeOf } from './seeds-one.ts'

/*
 * node test/simulate/seeds.ts [--seeds 40] [--first 1] [--people 240]
 *
 * End to end over many sample organisations with all faults and a known effect: their files, the importer, the counting, the
 * report. Prints a line a seed. Exits with 1 where a number does not tie out to the ledger, or where fewer intervals hold the
 * truth than 34 of 40, below which intervals of 95 % fall in three of a thousand such runs.
 */

const FEWEST = 34 / 40

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '40' },
    first: { type: 'string', default: '1' },
    people: { type: 'string', default: '240' },
  },
})
const [seeds, first, people] = [Number(values.seeds), Number(values.first), Number(values.people)]

const server = await startPostgres()
try {
  const outcomes = await onServer(server.url, async (inDatabase) => {
    const done: Outcome[] = []
    for (let seed = first; seed < first + seeds; seed++) {
      const began = performance.now()
      const outcome = await inDatabase((database) => outcomeOf(database, { seed, people }))
      print(lineOf(outcome, performance.now() - began))
      done.push(outcome)
    }
    return done
  })
  process.exitCode = judge(outcomes)
} finally {
  await server.stop()
}

type InDatabase = <T>(work: (database: Database) => Promise<T>) => Promise<T>

/** Gives each piece of work an empty, migrated database of its own, a copy of one that is made once. */
async function onServer<T>(url: string, work: (inDatabase: InDatabase) => Promise<T>): Promise<T> {
  const addressOf = (name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  const admin = await openPostgres(url, { connections: 1 })
  try {
    await admin.query('create database empty')
    const empty = await openPostgres(addressOf('empty'), { connections: 1 })
    await migrate(empty).finally(() => empty.close())
    return await work(async (once) => {
      await admin.query('create database seed template empty')
      const database = await openPostgres(addressOf('seed'))
      const done = await once(database).finally(() => database.close())
      await admin.query('drop database seed')
      return done
    })
  } finally {
    await admin.close()
  }
}

function lineOf({ seed, truth, effect, interval, holds, word, differences }: Outcome, ms: number) {
  const cells = [
    `seed ${seed}`,
    `truth ${signed(truth)}`,
    `report ${signed(effect)} (${signed(interval.low)} to ${signed(interval.high)})`,
    holds ? 'holds' : 'MISSES',
    word,
    differences.length === 0 ? 'ties out' : `${differences.length} DIFFERENCES`,
    `${(ms / 1000).toFixed(1)} s`,
  ]
  return [cells.join(', '), ...differences.slice(0, 5)].join('\n  ')
}

function judge(outcomes: readonly Outcome[]): 0 | 1 {
  const holding = outcomes.filter(({ holds }) => holds).length
  const tying = outcomes.filter(({ differences }) => differences.length === 0).length
  const fewest = Math.ceil(FEWEST * outcomes.length)
  print(
    `${holding} of ${outcomes.length} intervals hold the truth (at least ${fewest} must); ${tying} of ${outcomes.length} tie out (all must)`,
  )
  return holding >= fewest && tying === outcomes.length ? 0 : 1
}

function signed(percent: number): string {
  return `${percent < 0 ? '' : '+'}${percent.toFixed(1)}%`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
