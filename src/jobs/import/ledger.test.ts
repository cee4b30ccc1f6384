import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { importSample } from '../../../test/simulate/seeds-import.ts'
import { tieOut } from '../../../test/simulate/seeds-tie-out.ts'
import { generate } from '../../sample/generate.ts'
import { ALL_FAULTS } from '../../sample/options.ts'

const held = testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'facet-ledger-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

test('what is loaded from the files of a sample organisation with all faults ties out to its ledger, week by week', {
  timeout: 180_000,
}, async () => {
  const organisation = generate({ seed: 7, people: 100, weeks: 40, faults: ALL_FAULTS })
  const { people, pull_requests: pulls, git } = organisation.ledger
  for (const count of [people.moved, people.without_level, git.unmatched, pulls.lost])
    expect(count).toBeGreaterThan(0)
  const previews = await importSample(held.database, organisation, folder)
  for (const { counts, lines } of previews)
    expect(counts.created + counts.changed + counts.unchanged + counts.refused).toBe(lines)
  expect(await tieOut(held.database.db, organisation)).toEqual([])
})
