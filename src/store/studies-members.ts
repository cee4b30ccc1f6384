import { sql } from 'kysely'
import { type AttributeRow, state } from './attributes.ts'
import { type Db, many, run } from './db.ts'
import * as documents from './documents.ts'
import { type Change, change } from './journal.ts'

/** A team of a study: the stratum that it was drawn within, and the arm that it was drawn to, from 0. */
export interface StudyTeam {
  team_id: number
  stratum: string
  arm: number
}

/** Keeps who is in which team, and which team in which arm. */
export async function freeze(
  tx: Db,
  study_id: number,
  teams: readonly StudyTeam[],
  members: readonly { id: number; team: number }[],
): Promise<void> {
  await run(
    tx,
    sql`
      insert into study_teams (study_id, team_id, stratum, arm)
      select ${study_id}::bigint, t.team_id, t.stratum, t.arm
      from unnest(
        ${teams.map(({ team_id }) => team_id)}::bigint[], ${teams.map(({ stratum }) => stratum)}::text[],
        ${teams.map(({ arm }) => arm)}::int[]
      ) t(team_id, stratum, arm)
    `,
  )
  await run(
    tx,
    sql`
      insert into study_members (study_id, user_id, team_id)
      select ${study_id}::bigint, m.user_id, m.team_id
      from unnest(
        ${members.map(({ id }) => id)}::bigint[], ${members.map(({ team }) => team)}::bigint[]
      ) m(user_id, team_id)
    `,
  )
}

/** The people who were fixed at the start, each with the team of that day and its arm. */
export function members(
  db: Db,
  study_id: number,
): Promise<{ id: number; team: number; arm: number }[]> {
  return many(
    db,
    sql`
      select m.user_id as id, m.team_id as team, t.arm
      from study_members m
      join study_teams t on t.study_id = m.study_id and t.team_id = m.team_id
      where m.study_id = ${study_id}
      order by m.user_id
    `,
  )
}

/** The teams with their arms, in order of arm and name. */
export function teams(db: Db, study_id: number): Promise<(StudyTeam & { name: string })[]> {
  return many(
    db,
    sql`
      select t.team_id, t.stratum, t.arm, n.name
      from study_teams t
      join teams n on n.id = t.team_id
      where t.study_id = ${study_id}
      order by t.arm, n.name collate "C", t.team_id
    `,
  )
}

/** The people of a study by name, with the team of its start and the arm. */
export function people(
  db: Db,
  study_id: number,
): Promise<{ id: number; name: string; email: string; team: string; arm: number }[]> {
  return many(
    db,
    sql`
      select u.id, u.name, u.email, n.name as team, t.arm
      from study_members m
      join users u on u.id = m.user_id
      join study_teams t on t.study_id = m.study_id and t.team_id = m.team_id
      join teams n on n.id = m.team_id
      where m.study_id = ${study_id}
      order by t.arm, u.name collate "C", u.id
    `,
  )
}

/** Makes the arm of everybody in a study the value of its attribute, from a day on. */
export async function stateArms(
  tx: Db,
  by: Change,
  { id, arms, from }: { id: number; arms: readonly string[]; from: string },
  attribute: Pick<AttributeRow, 'id'>,
): Promise<void> {
  await run(
    tx,
    sql`
      create temp table stated on commit drop as
      select m.user_id, ${attribute.id}::bigint as attribute_id, (${[...arms]}::text[])[t.arm + 1] as value,
        ${from}::date as valid_from, 'infinity'::date as valid_to, false as fresh
      from study_members m
      join study_teams t on t.study_id = m.study_id and t.team_id = m.team_id
      where m.study_id = ${id}
    `,
  )
  await state(tx, by)
  await documents.collectTouched(tx, by.entry)
  await documents.refresh(tx, by.today)
}

/** Ends the values of the attribute of a study on a day. */
export async function endArms(
  tx: Db,
  by: Change,
  attribute_id: number,
  day: string,
): Promise<void> {
  await change(tx, by, {
    table: 'user_attributes',
    keys: ['user_id', 'id'],
    columns: ['valid_to'],
    wanted: sql`
      select ua.user_id, ua.id, greatest(ua.valid_from, ${day}::date) as valid_to
      from user_attributes ua
      where ua.attribute_id = ${attribute_id} and ua.valid_to > ${day}::date and ua.valid_from < ua.valid_to
    `,
  })
}
