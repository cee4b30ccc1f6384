import type { UserRow } from '../store/users.ts'

/** Of properties with one value each, those that tell a reader who is merged. */
const SINGLE = ['name', 'time_zone', 'gitlab_username', 'coder_username', 'sso_email'] as const
const GITHUB = ['github_username', 'additional_github_username'] as const

/** What a user who was merged into another said, and the other does not say now. */
export function droppedIn(
  from: UserRow,
  into: UserRow,
): { property: string; kept: string | null; dropped: string }[] {
  const single = SINGLE.filter((property) => from[property] !== into[property])
  const known = GITHUB.map((property) => into[property])
  const github = GITHUB.filter((property) => !known.includes(from[property]))
  return [...single, ...github].flatMap((property) => {
    const dropped = from[property]
    return dropped === null ? [] : [{ property, kept: into[property], dropped }]
  })
}
