import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { askChild } from './child.ts'
import { inFolder } from './databases.ts'
import type { Imported } from './import-child.ts'
import { duration, megabytes, whole } from './measure.ts'
import { writePeople } from './people-csv.ts'

export const importEmbedded: Bench = {
  name: 'import-embedded',
  summary: 'the same CSV in the embedded database, in memory',
  run: ({ small, say }) =>
    inFolder(async (folder) => {
      const people = small ? 10_000 : 100_000
      const path = join(folder, 'people.csv')
      await writePeople(path, people)
      const { stage, apply, memory } = await askChild<Imported>('import-child.ts', { path })
      say('lines', whole(people))
      say('stage', duration(stage))
      say('apply', duration(apply))
      say('both', `${whole((1000 * people) / (stage + apply))} lines/s`)
      say('peak memory, database included', megabytes(memory))
      return []
    }),
}
