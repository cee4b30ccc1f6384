import { sql } from 'kysely'
import { type Db, run } from '../src/store/db.ts'

/** The first day of the bench's year, a Monday. */
export const FIRST_WEEK = '2025-01-06'

/** The week of the year in which person `n` begins to use Coder, which two in five do. */
export const ADOPTED = sql`(10 + n % 30)`

/** Fills an empty database with people, teams of eight in groups of five in divisions of four, and attributes: Coder and its levels of use for two people in five, Level, Role, Geo. */
export async function fillPeople(tx: Db, people: number): Promise<void> {
  const everybody = sql`generate_series(1, ${people}::int) n`
  const statements = [
    sql`
      insert into users (id, email, name, start_date, created_in, changed_in) overriding system value
      select n, 'person' || n || '@example.com', 'Person ' || n, '2020-01-01', 1, 1 from ${everybody}
    `,
    sql`
      with recursive levels as (
        select 0 as level, 1 as first, 1 + ${people}::int / 8 as count
        union all
        select l.level + 1, l.first + l.count, (l.count + 4 - l.level) / (5 - l.level) from levels l where l.level < 2
      )
      insert into teams (id, name, parent_id, created_in, changed_in) overriding system value
      select l.first + n, (array['Team ', 'Group ', 'Division '])[1 + l.level] || 1 + n,
        case when l.level < 2 then l.first + l.count + n / (5 - l.level) end, 1, 1
      from levels l
      cross join lateral generate_series(0, l.count - 1) n
      order by l.level desc, n
    `,
    sql`
      insert into team_members (user_id, team_id, created_in, changed_in)
      select n, 1 + n / 8, 1, 1 from ${everybody}
    `,
    sql`
      insert into attributes (id, name, kind, position, created_in, changed_in) overriding system value
      values (1, 'Coder', 'option', 1, 1, 1), (2, 'Level', 'option', 2, 1, 1), (3, 'Role', 'option', 3, 1, 1),
        (4, 'Geo', 'option', 4, 1, 1), (5, 'Coder usage', 'option', 5, 1, 1)
    `,
    sql`
      insert into user_attributes (user_id, attribute_id, value, source, created_in, changed_in)
      select n, v.attribute_id, v.value, 'file', 1, 1
      from ${everybody}
      cross join lateral (
        values (1, case when n % 5 < 2 then 'account' else 'no account' end), (2, 'L' || 1 + n % 5),
          (3, 'Role ' || n % 4), (4, 'Geo ' || n % 3)
      ) v(attribute_id, value)
    `,
    sql`
      insert into user_attributes (user_id, attribute_id, value, valid_from, valid_to, source, created_in, changed_in)
      select n, 5, v.value, v.valid_from, v.valid_to, 'file', 1, 1
      from ${everybody}
      cross join lateral (select ${FIRST_WEEK}::date + 7 * ${ADOPTED} as adopted) a
      cross join lateral (
        values (case when n % 5 < 2 then 'none' else 'no account' end, '-infinity'::date, case when n % 5 < 2 then a.adopted else 'infinity' end),
          (case when n % 5 < 2 then case n % 3 when 0 then 'daily' when 1 then 'weekly' else 'monthly' end end, a.adopted, 'infinity')
      ) v(value, valid_from, valid_to)
      where v.value is not null
    `,
    sql`
      insert into attribute_options (attribute_id, value, position, created_in, changed_in)
      select ua.attribute_id, ua.value, row_number() over (partition by ua.attribute_id order by ua.value), 1, 1
      from (select distinct v.attribute_id, v.value from user_attributes v) ua
    `,
  ]
  for (const statement of statements) await run(tx, statement)
}
