import { type RawBuilder, sql } from 'kysely'
import { type Db, many, one, run } from './db.ts'
import { type Change, change } from './journal.ts'

/** Whose a service is from a day on, until another. */
export interface Ownership {
  service_id: number
  team_id: number
  valid_from: string
  valid_to: string
}

export interface ServiceRow {
  id: number
  name: string
  /** By what sources call it beside its name, in lower case. */
  aliases: string[]
  team: { id: number; name: string } | null
  deployments: number
  last_deployed_at: string | null
}

/** Services with the team whose they are on a day, in order of name. */
export function list(db: Db, day: string): Promise<ServiceRow[]> {
  return many(
    db,
    sql<ServiceRow>`
      select s.id, s.name,
        array(
          select n.key from service_names n where n.service_id = s.id and n.key <> lower(s.name) order by n.key collate "C"
        ) as aliases,
        (
          select json_build_object('id', t.id, 'name', t.name)
          from service_owners o
          join teams t on t.id = o.team_id
          where o.service_id = s.id and o.valid_from <= ${day}::date and o.valid_to > ${day}::date
        ) as team,
        coalesce(d.deployments, 0) as deployments, d.last_deployed_at
      from services s
      left join lateral (
        select count(*) as deployments, max(d.at) as last_deployed_at
        from service_names n
        join deployments d on lower(d.service) = n.key and d.production
        where n.service_id = s.id
      ) d on true
      order by s.name collate "C", s.id
    `,
  )
}

/** A service that deployments name and nobody has entered, with the team whose people write most of its code. */
export interface Suggestion {
  service: string
  deployments: number
  team: { id: number; name: string } | null
  /** Share of the merged pull requests of its repository that the people of the team wrote. */
  share: number | null
}

/**
 * What deployments name and is no service yet, the most deployed first. The team is a guess: of the pull requests of the last
 * 26 weeks before a day in the repository of the same name, the people of today's team wrote most. Teams whose part
 * counts fewer people than `minimum` are not guessed.
 */
export function suggestions(
  db: Db,
  { day, minimum, limit }: { day: string; minimum: number; limit: number },
): Promise<Suggestion[]> {
  return many(
    db,
    sql<Suggestion>`
      with named as materialized (
        select lower(d.service) as key, min(d.service collate "C") as service, count(*) as deployments
        from deployments d
        where d.production and not exists (select from service_names n where n.key = lower(d.service))
        group by 1
        order by deployments desc, 1
        limit ${limit}
      ),
      written as (
        select n.key, m.team_id, count(*) as merged, count(distinct a.user_id) as people
        from named n
        join repos r on lower(r.name) = n.key
        join pull_requests p on p.repo_id = r.id
        join accounts a on a.id = p.account_id and not a.bot
        join team_members m on m.user_id = a.user_id and m.valid_from <= ${day}::date and m.valid_to > ${day}::date
        where p.merged_at >= ${day}::date - 182
        group by n.key, m.team_id
      ),
      most as (
        select distinct on (w.key) w.key, w.team_id, w.people, w.merged / sum(w.merged) over (partition by w.key) as share
        from written w
        order by w.key, w.merged desc, w.team_id
      )
      select n.service, n.deployments,
        case when t.id is not null then json_build_object('id', t.id, 'name', t.name) end as team,
        case when t.id is not null then round(m.share, 2)::float8 end as share
      from named n
      left join most m on m.key = n.key and m.people >= ${minimum}
      left join teams t on t.id = m.team_id and t.deleted_at is null
      order by n.deployments desc, n.key
    `,
  )
}

/** Says whose one service is, as a line of a file does; gives its id. Without `from` see `firstDay`. */
export async function assign(
  tx: Db,
  by: Change,
  it: { name: string; team_id: number; from?: string; to?: string; aliases: string[] },
): Promise<number> {
  await run(tx, sql`create temp table named on commit drop as select ${it.name}::text as name`)
  await create(tx, by)
  const { id } = await one(
    tx,
    sql<{
      id: number
    }>`select n.service_id as id from service_names n where n.key = ${it.name.toLowerCase()}`,
  )
  await run(
    tx,
    sql`
      create temp table aliased on commit drop as
      select ${id}::bigint as service_id, a.alias from unnest(${it.aliases}::text[]) a(alias)
    `,
  )
  await call(tx, by)
  await run(
    tx,
    sql`
      create temp table owning on commit drop as
      select ${id}::bigint as service_id, ${it.team_id}::bigint as team_id,
        coalesce(${it.from ?? null}::date, ${firstDay(sql`${id}::bigint`, by.today)}) as valid_from,
        coalesce(${it.to ?? null}::date, 'infinity') as valid_to
    `,
  )
  await own(tx, by)
  return id
}

/** Since when an undated word holds: since ever, of a service of which somebody knew the team before since today. */
export const firstDay = (service_id: RawBuilder<unknown>, today: string) => sql<string>`
  case
    when exists (select from service_owners k where k.service_id = ${service_id}) then ${today}::date
    else '-infinity'
  end
`

/** Creates the services of the table `named` (name) that are not known by that name yet. */
export async function create(tx: Db, { entry }: Change): Promise<void> {
  await run(
    tx,
    sql`
      with made as (
        insert into services (name, created_in, changed_in)
        select min(w.name collate "C"), ${entry}::bigint, ${entry}::bigint
        from named w
        where not exists (select from service_names n where n.key = lower(w.name))
        group by lower(w.name)
        order by 1
        returning id, name
      )
      insert into service_names (key, service_id, created_in, changed_in)
      select lower(m.name), m.id, ${entry}::bigint, ${entry}::bigint from made m
    `,
  )
}

/** Lets services of the table `aliased` (service_id, alias) be called so too; who has a name keeps it. */
export async function call(tx: Db, { entry }: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into service_names (key, service_id, created_in, changed_in)
      select lower(a.alias), min(a.service_id), ${entry}::bigint, ${entry}::bigint
      from aliased a
      group by 1
      on conflict do nothing
    `,
  )
}

/**
 * States whose services are, by the table `owning` (service_id, team_id, valid_from, valid_to), in which the days of one service
 * do not meet. For its days a statement overrules those before; their days outside of it stay, in two parts where it lies
 * within.
 */
export async function own(tx: Db, by: Change): Promise<void> {
  await run(
    tx,
    sql`
      delete from owning w
      where exists (
        select from service_owners o
        where o.service_id = w.service_id and o.team_id = w.team_id and o.valid_from <= w.valid_from and o.valid_to >= w.valid_to
      )
    `,
  )
  await run(
    tx,
    sql`
      create temp table remains on commit drop as
      select o.id, o.service_id, o.team_id, lower(p.days) as valid_from, upper(p.days) as valid_to, p.part
      from service_owners o
      join (
        select w.service_id, range_agg(daterange(w.valid_from, w.valid_to)) as days from owning w group by w.service_id
      ) s on s.service_id = o.service_id and s.days && daterange(o.valid_from, o.valid_to)
      left join lateral unnest(datemultirange(daterange(o.valid_from, o.valid_to)) - s.days) with ordinality p(days, part) on true
      where o.valid_from < o.valid_to
    `,
  )
  await change(tx, by, {
    table: 'service_owners',
    keys: ['id'],
    columns: ['valid_from', 'valid_to'],
    wanted: sql`
      select r.id, coalesce(r.valid_from, o.valid_from) as valid_from, coalesce(r.valid_to, o.valid_from) as valid_to
      from remains r
      join service_owners o on o.id = r.id
      where r.part is null or r.part = 1
    `,
  })
  await run(
    tx,
    sql`
      insert into service_owners (service_id, team_id, valid_from, valid_to, created_in, changed_in)
      select w.service_id, w.team_id, w.valid_from, w.valid_to, ${by.entry}::bigint, ${by.entry}::bigint
      from (
        select r.service_id, r.team_id, r.valid_from, r.valid_to from remains r where r.part > 1
        union all
        select w.service_id, w.team_id, w.valid_from, w.valid_to from owning w
      ) w
      order by 1, 3
    `,
  )
  await run(tx, sql`drop table remains`)
}
