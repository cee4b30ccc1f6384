import { sql } from 'kysely'
import { type Db, run } from './db.ts'
import type { Change } from './journal.ts'
import * as services from './services.ts'

/*
 * Services of an import. All works on the table `staged` of an import of services, with their facts.
 */

/** Creates the staged services, with the names that they are called by, and states whose they are. */
export async function stateStaged(tx: Db, by: Change, since: string | null): Promise<void> {
  await openTeams(tx)
  await refuse(tx)
  await run(
    tx,
    sql`create temp table named on commit drop as select s.fact->>'name' as name from staged s where s.code is null`,
  )
  await services.create(tx, by)
  await run(
    tx,
    sql`
      create temp table aliased on commit drop as
      select n.service_id, a.alias
      from staged s
      join service_names n on n.key = lower(s.fact->>'name')
      cross join lateral jsonb_array_elements_text(s.fact->'aliases') a(alias)
      where s.code is null
    `,
  )
  await services.call(tx, by)
  await openOwning(tx, by, since)
  await services.own(tx, by)
  await mark(tx, by.entry)
}

/** The teams that each line may mean: those of the reference id, else of the name, below the parent where the line gives a path. */
function openTeams(tx: Db): Promise<number> {
  return run(
    tx,
    sql`
      create temp table staged_owners on commit drop as
      select s.line, lower(s.fact->>'name') as service, (s.fact->>'from')::date as valid_from, (s.fact->>'to')::date as valid_to,
        count(t.id) as teams, min(t.id) as team_id
      from (select s.line, s.fact, string_to_array(lower(s.fact->>'team'), ' / ') as path from staged s) s
      left join lateral (
        select t.id
        from teams t
        left join teams p on p.id = t.parent_id
        where t.deleted_at is null and (
          t.reference_id = s.fact->>'team' or (
            lower(t.name) = s.path[cardinality(s.path)]
            and (cardinality(s.path) = 1 or lower(p.name) = s.path[cardinality(s.path) - 1])
          )
        )
      ) t on true
      group by s.line, s.fact
    `,
  )
}

async function refuse(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      update staged s
      set code = case when o.teams = 0 then 'unknown_team' else 'ambiguous' end,
        message = case
          when o.teams = 0 then 'There is no team "' || (s.fact->>'team') || '"; import the teams first.'
          else 'Several teams are called "' || (s.fact->>'team') || '"; give the path from the top, as "Division / Team".'
        end
      from staged_owners o
      where o.line = s.line and o.teams <> 1
    `,
  )
  await run(
    tx,
    sql`
      update staged s
      set code = 'duplicate', message = 'Line ' || d.first || ' says whose this service is from the same day on; this line was left out.'
      from (
        select o.line, min(o.line) over (partition by o.service, o.valid_from) as first from staged_owners o where o.teams = 1
      ) d
      where d.line = s.line and d.line <> d.first and s.code is null
    `,
  )
}

/** A line without a first day speaks of all days, of a service of which somebody knew the team before of those from now on. */
function openOwning(tx: Db, { today }: Change, since: string | null): Promise<number> {
  return run(
    tx,
    sql`
      create temp table owning on commit drop as
      select w.service_id, w.team_id, w.valid_from,
        least(coalesce(w.valid_to, 'infinity'), lead(w.valid_from, 1, 'infinity') over (partition by w.service_id order by w.valid_from)) as valid_to
      from (
        select n.service_id, o.team_id, o.valid_to,
          coalesce(o.valid_from, ${since}::date, ${services.firstDay(sql`n.service_id`, today)}) as valid_from
        from staged_owners o
        join staged s on s.line = o.line and s.code is null
        join service_names n on n.key = o.service
      ) w
    `,
  )
}

async function mark(tx: Db, entry: number): Promise<void> {
  await run(
    tx,
    sql`
      update staged s
      set created = v.created_in = ${entry}, changed = v.created_in <> ${entry}
      from service_names n
      join services v on v.id = n.service_id
      where n.key = lower(s.fact->>'name') and s.code is null and (
        v.created_in = ${entry}
        or exists (select from service_names m where m.service_id = v.id and m.created_in = ${entry})
        or exists (select from service_owners o where o.service_id = v.id and o.changed_in = ${entry})
      )
    `,
  )
}
