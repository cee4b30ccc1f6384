import { sql } from 'kysely'
import * as admins from '../../store/admins.ts'
import * as attributes from '../../store/attributes.ts'
import { type Db, many } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import * as memberships from '../../store/memberships.ts'
import * as stagedAttributes from '../../store/staged-attributes.ts'
import * as people from '../../store/staged-people.ts'
import type { Applying } from './facts.ts'

/** People: creates or changes users, their teams, roles and groups, and states their attributes. */
export async function applyPeople(tx: Db, { lines, options, by, notes }: Applying): Promise<void> {
  await imports.openLean(tx, lines, sql`, lower(r.fact->>'email') as key`)
  await people.dedupeStaged(tx)
  await people.matchStaged(tx)
  await people.refuseStaged(tx)
  await stagedAttributes.openStagedValues(tx)
  const known = await attributesOf(tx)
  await stagedAttributes.refuseStaged(tx)
  await admins.refuseStaged(tx)
  await people.createStaged(tx, by)
  await people.changeStaged(tx, by)
  await memberships.addStaged(tx, by)
  await memberships.teamStaged(tx, by, options.valid_from ?? null)
  const defined = await attributes.ensure(tx, by, known)
  for (const { name, owner_source } of defined)
    if (owner_source !== null && owner_source !== by.source)
      notes.push(`${name} is owned by ${owner_source}; its column was left out.`)
  await stagedAttributes.stateStaged(tx, by, {
    since: options.valid_from ?? null,
    several: known.some(({ multiple }) => multiple),
  })
  await attributes.state(tx, by)
  await people.markStaged(tx, by.entry)
}

/** The attributes that the staged lines name, and whether a line gives several values of one. */
function attributesOf(tx: Db) {
  return many(
    tx,
    sql<{ name: string; multiple: boolean }>`
      with names as materialized (
        select v.name, lower(v.name) as key, bool_or(v.several) as several
        from staged_values v
        where not exists (select from staged s where s.line = v.line and s.code is not null)
        group by v.name
      )
      select min(n.name collate "C") as name, bool_or(n.several) or count(*) > 1 and exists (
        select from staged_values v where lower(v.name) = n.key group by v.line having count(*) > 1
      ) as multiple
      from names n
      group by n.key
      order by 1
    `,
  )
}
