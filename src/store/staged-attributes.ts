import { sql } from 'kysely'
import { type Db, run } from './db.ts'
import type { Change } from './journal.ts'

/*
 * What the people in the tables `staged` and `staged_facts` of an import have for attributes.
 */

/**
 * Opens the table `staged_values` (line, name, value, several) with the values that the staged facts of people give;
 * `several` tells that the line gives more than one under this name.
 */
export async function openStagedValues(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table staged_values on commit drop as
      select v.line, v.name, e.value, jsonb_array_length(v.values) > 1 as several
      from (
        select n.line, n.name, n.attributes->n.name as values
        from (
          -- functions of a list of columns give row after row, those of a from clause keep them all first
          select f.line, f.attributes, jsonb_object_keys(f.attributes) as name
          from (select sf.line, sf.fact->'attributes' as attributes from staged_facts sf offset 0) f
        ) n
      ) v
      cross join lateral (
        select v.values->>0 as value where jsonb_array_length(v.values) = 1
        union all
        select a.value from jsonb_array_elements_text(v.values) a(value) where jsonb_array_length(v.values) > 1
      ) e
    `,
  )
  await run(tx, sql`analyze staged_values (line, name)`)
}

/** Refuses staged people whose values do not fit the kind of the attribute, or are too many for it. */
export async function refuseStaged(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      with stated as (
        select s.line, a.name, a.kind, a.multiple, v.value
        from staged_values v
        join staged s on s.line = v.line
        join attributes a on lower(a.name) = lower(v.name)
        where s.code is null
      ),
      faults as (
        select st.line, 'too_many_values' as code, st.name || ' takes one value; this line gives several.' as message
        from stated st
        where not st.multiple
        group by st.line, st.name
        having count(distinct st.value) > 1
        union all
        select st.line, 'invalid_value', st.name || ' takes ' || case st.kind
          when 'number' then 'a number, such as 4.5.'
          when 'date' then 'a date, as 2026-01-31.'
          else 'true or false.' end
        from stated st
        where st.kind = 'number' and st.value !~ '^-?[0-9]+([.][0-9]+)?$'
          or st.kind = 'date' and st.value !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
          or st.kind = 'boolean' and lower(st.value) not in ('true', 'false')
      )
      update staged s
      set code = f.code, message = f.message
      from (select distinct on (f.line) f.* from faults f order by f.line, f.message) f
      where f.line = s.line
    `,
  )
}

/**
 * Opens the table `stated` with what the staged people have for attributes; owned ones of other sources are left out.
 * `several` tells that a line may give an attribute more than one value, and so the same one twice.
 */
export async function stateStaged(
  tx: Db,
  by: Change,
  { since, several }: { since: string | null; several: boolean },
): Promise<void> {
  await run(
    tx,
    sql`
      create temp table stated on commit drop as
      select ${several ? sql`distinct` : sql``} s.user_id, a.id as attribute_id, case a.kind when 'boolean' then lower(v.value) else v.value end as value,
        case when s.created then coalesce(${since}::date, '-infinity') else ${since}::date end as valid_from,
        'infinity'::date as valid_to, s.created as fresh
      from staged_values v
      join staged s on s.line = v.line
      join (
        select n.name as given, a.id, a.kind, a.owner_source
        from (select distinct v.name from staged_values v) n
        join attributes a on lower(a.name) = lower(n.name)
      ) a on a.given = v.name
      where s.code is null and (a.owner_source is null or a.owner_source = ${by.source})
    `,
  )
  await run(tx, sql`analyze stated (user_id, attribute_id, fresh)`)
}
