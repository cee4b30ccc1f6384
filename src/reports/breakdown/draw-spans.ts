import { sql } from 'kysely'
import type { Period } from '../../model/index.ts'
import { type Db, many } from '../../store/db.ts'
import { type By, TEAM } from '../adoption/by.ts'
import { ONBOARDING_DAYS } from '../onboarding.ts'
import { eligible } from '../scope.ts'
import type { Question } from './question.ts'
import type { Spell } from './spell.ts'

/** Days on which a person had one value of the rows and one of the columns; never two at once. */
export interface Span extends Omit<Spell, 'value'> {
  /** Days as text, of which those without end are "-infinity" and "infinity". */
  valid_from: string
  valid_to: string
}

/**
 * Who had which values in the period and when, or none that is known, by id: of those who write code once they are no longer new, or
 * of everybody, as surveys are answered.
 */
export function drawSpans(
  db: Db,
  question: Question,
  who: 'counted' | 'everybody',
): Promise<Span[]> {
  const { rows, columns, period } = question
  const [begun, counts] =
    who === 'counted'
      ? [sql`u.start_date + ${sql.lit(ONBOARDING_DAYS)}`, eligible(question)]
      : [sql`null`, sql`true`]
  return many(
    db,
    sql<Span>`
      with recursive tops as (
        select t.id, t.name from teams t where t.parent_id is null
        union all
        select t.id, o.name from tops o join teams t on t.parent_id = o.id
      ),
      ${valuesOf(rows, 'row', period)}, ${columns === null ? ONE_COLUMN : valuesOf(columns, 'column', period)},
      placed as (
        select distinct on (tm.user_id) tm.user_id, tm.team_id
        from team_members tm
        where tm.valid_from < ${period.to}::date and tm.valid_to > ${period.from}::date
        order by tm.user_id, tm.valid_from desc, tm.team_id
      )
      select u.id, r.place as "row", c.place as "column", p.team_id as team, least(r.valid_to, c.valid_to)::text as valid_to,
        greatest(r.valid_from, c.valid_from, ${begun})::text as valid_from
      from users u
      join row_values r on r.user_id = u.id
      join column_values c on c.user_id = u.id and c.valid_from < r.valid_to and c.valid_to > r.valid_from
      left join placed p on p.user_id = u.id
      where ${counts} and r.valid_from < ${period.to}::date and r.valid_to > ${period.from}::date
      order by u.id, r.valid_from
    `,
  )
}

/** The place of those of whom no value is known, behind all values. */
export const unknownPlace = ({ values }: By): number => values.length

const ONE_COLUMN = sql`
  column_values as (
    select u.id as user_id, 0 as place, '-infinity'::date as valid_from, 'infinity'::date as valid_to from users u
  )
`

/**
 * The common table expression `row_values` or `column_values`, with those that it needs: which value a person had, by its place, and
 * when, each day of the period once. Who at any time has two values at once has none that is known.
 */
function valuesOf(by: By, of: 'row' | 'column', { from, to }: Period) {
  const [held, judged, known, values] = ['held', 'judged', 'known', 'values'].map((name) =>
    sql.ref(`${of}_${name}`),
  )
  return sql`
    ${held} as (
      select h.user_id, v.place::int - 1 as place, h.valid_from, h.valid_to,
        max(h.valid_to) over (
          partition by h.user_id order by h.valid_from, h.valid_to rows unbounded preceding exclude current row
        ) > h.valid_from as overlaps
      from (${statementsOf(by)}) h
      join unnest(${by.values}::text[]) with ordinality v(value, place) on v.value = h.value
    ),
    ${judged} as (
      select h.user_id, h.place, h.valid_from, h.valid_to, coalesce(bool_or(h.overlaps) over (partition by h.user_id), false) as clashing
      from ${held} h
    ),
    ${known} as (
      select j.user_id, j.place, j.valid_from, j.valid_to, j.valid_from <= ${from}::date and j.valid_to >= ${to}::date as throughout
      from ${judged} j
      where not j.clashing
    ),
    ${values} as (
      select k.user_id, k.place, k.valid_from, k.valid_to from ${known} k
      union all
      select u.id, ${unknownPlace(by)}::int, lower(g.days), upper(g.days)
      from users u
      left join ${known} t on t.user_id = u.id and t.throughout
      left join (
        select k.user_id, range_agg(daterange(k.valid_from, k.valid_to)) as days
        from ${known} k
        where not k.throughout
        group by k.user_id
      ) k on k.user_id = u.id
      cross join unnest(datemultirange(daterange('-infinity', 'infinity')) - coalesce(k.days, datemultirange())) g(days)
      where t.user_id is null
    )
  `
}

function statementsOf({ name, attribute_id }: By) {
  if (attribute_id !== null)
    return sql`
      select ua.user_id, ua.value, ua.valid_from, ua.valid_to
      from user_attributes ua
      where ua.attribute_id = ${attribute_id} and ua.valid_from < ua.valid_to
    `
  return sql`
    select tm.user_id, t.name as value, tm.valid_from, tm.valid_to
    from team_members tm
    join ${name === TEAM ? sql`teams` : sql`tops`} t on t.id = tm.team_id
    where tm.valid_from < tm.valid_to
  `
}
