import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { rollup } from '../../metrics/rollup.ts'
import { dayAfter } from '../../model/index.ts'
import { generate } from '../../sample/generate.ts'
import { writeFiles } from '../../sample/write-files.ts'
import { many, one } from '../../store/db.ts'
import { apply } from './apply.ts'
import { stage } from './stage.ts'

const held = testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'facet-ledger-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

test('what is loaded from the files of a sample organisation ties out to its ledger, week by week', {
  timeout: 180_000,
}, async () => {
  const { database } = held
  const organisation = generate({ seed: 7, people: 90, weeks: 40 })
  const files = await writeFiles(organisation, folder)
  const { from, to } = {
    from: organisation.settings.start,
    to: dayAfter(organisation.settings.start, 40 * 7),
  }
  for (const [path, options] of [
    [files.people, {}],
    [files.coder_users, { attribute: 'Coder' }],
    [files.tool_days, { from, to }],
    [files.pulls, { from, to }],
  ] as const) {
    const { import_id } = await stage(database, {
      bytes: () => createReadStream(path),
      file_name: null,
      options,
      actor: 'test',
    })
    const preview = await apply(database, import_id, {
      actor: 'test',
      now: new Date(`${to}T12:00:00Z`),
      dry_run: false,
    })
    const { created, changed, unchanged, refused } = preview.counts
    expect(created + changed + unchanged + refused).toBe(preview.lines)
  }
  await rollup(database)

  const { ledger } = organisation
  const loaded = await one(
    database.db,
    sql`
      select (select count(*) from users) as people,
        (select count(*) from pull_requests p where p.merged_at is not null) as merged,
        (select count(*) from pull_requests p where p.merged_at is null) as unmerged,
        (select count(*) from tool_days) as tool_days
    `,
  )
  const { pull_requests: pulls } = ledger
  expect(loaded).toEqual({
    people: ledger.people.writing_code + ledger.people.others,
    merged:
      pulls.merged_by_people +
      pulls.merged_by_agents +
      pulls.merged_by_flagged_bots +
      pulls.merged_by_unflagged_bots,
    unmerged: pulls.unmerged,
    tool_days: ledger.tool_days.days,
  })

  const rows = await many(
    database.db,
    sql<{ email: string; week: string; merged: number }>`
      select u.email, w.week, w.prs_merged as merged
      from user_weeks w
      join users u on u.id = w.user_id
      where w.prs_merged > 0
      order by u.email collate "C", w.week
    `,
  )
  const found = Map.groupBy(rows, ({ email }) => email)
  for (const person of organisation.personLedgers()) {
    const merged = new Map((found.get(person.email) ?? []).map((row) => [row.week, row.merged]))
    const expected = person.match === 'unmatched' ? [] : [...person.merged]
    expected.forEach((count, week) => {
      expect(
        merged.get(dayAfter(from, week * 7)) ?? 0,
        `${person.email} (${person.match}), week ${week}`,
      ).toBe(count)
    })
    if (person.match === 'unmatched') expect(merged.size, person.email).toBe(0)
  }
})
