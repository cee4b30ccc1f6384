const MOST_GROUPS = 200

/** Who is left out together, one group after the other. */
export type Groups = {
  /** Number of the group of each person. */
  of: Int32Array
  count: number
  /** Number of the team of each person, from 0 without gaps; somebody without team is a team of one. */
  team: Int32Array
  teams: number
}

/** Each team is a group; more than 200 teams are spread over 200 groups by a hash of their number. */
export function groupsOf(team: Int32Array): Groups {
  const numbered = numberTeams(team)
  if (numbered.teams <= MOST_GROUPS)
    return { ...numbered, of: numbered.team, count: numbered.teams }
  const of = team.map((id, person) => hash(id < 0 ? -1 - person : id) % MOST_GROUPS)
  return { ...numbered, of, count: MOST_GROUPS }
}

function numberTeams(team: Int32Array): Pick<Groups, 'team' | 'teams'> {
  const numbers = new Map<number, number>()
  let teams = 0
  const numbered = team.map((id) => {
    const known = numbers.get(id)
    if (known !== undefined) return known
    if (id >= 0) numbers.set(id, teams)
    return teams++
  })
  return { team: numbered, teams }
}

/** A well mixed unsigned number of 32 bits (MurmurHash3's finaliser). */
function hash(id: number): number {
  const y = Math.imul(id ^ (id >>> 16), 0x85ebca6b)
  const z = Math.imul(y ^ (y >>> 13), 0xc2b2ae35)
  return (z ^ (z >>> 16)) >>> 0
}
