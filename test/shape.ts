import type { Source } from './sources.ts'

/** The longest that a file of the program may be, in lines. */
const LINES = 300

/** Names that fit anything, as the whole or the last word of a file's or a folder's name. */
const VAGUE = /(?:^|[-.])(?:utils?|helpers?|common|manager|service)$/i

/** Biome refuses `any`; this would silence it. */
const ANY = /biome-ignore.*noExplicitAny/

/**
 * What SQL here never says: periods are half-open, text is of any length, instants have a zone and ids
 * are identities. The cast `::timestamp` passes: it reads a day as its midnight before `at time zone`;
 * and so do the `rows between` of a window, which are no values.
 */
const OLD_SQL =
  /(?<!\brows )\bbetween\b|\bvarchar\b|(?<!::)\btimestamp\b(?! with time zone)|\b(?:big)?serial\b/i

/** Each file that is too long, has a name that says nothing or gives up on types, with its fault. */
export function misshapen(files: Source[]): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1
    return [
      ...(lines > LINES ? [`${path}: ${lines} lines, more than ${LINES}`] : []),
      ...(vague(path) ? [`${path}: the name does not say what it holds`] : []),
      ...(ANY.test(text) ? [`${path}: a type may be "any"`] : []),
    ]
  })
}

/** Each file whose SQL, all of a `.sql` file and the `sql` statements of another, breaks a rule of ours. */
export function misspoken(files: Source[]): string[] {
  return files.flatMap(({ path, text }) => {
    const word = OLD_SQL.exec(path.endsWith('.sql') ? text.replace(/--.*/g, '') : statements(text))
    return word ? [`${path}: "${word[0]}" in SQL`] : []
  })
}

function vague(path: string): boolean {
  return path.split('/').some((part) => VAGUE.test(part.replace(/(?:\.test)?\.\w+$/, '')))
}

function statements(text: string): string {
  return [...text.matchAll(/\bsql(?:<[^`]*>)?`([^`]*)`/g)].map(([, sql]) => sql).join('\n')
}
