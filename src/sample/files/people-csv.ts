import type { PersonFact } from '../../model/index.ts'
import { csvLine } from './csv.ts'

const ATTRIBUTES = ['Role', 'Level', 'Geo', 'Employment type', 'FTE']

const HEADER = [
  'email',
  'name',
  'start_date',
  'end_date',
  'time_zone',
  'github_username',
  'aliases',
  'team',
  'team_lead',
  'writes_code',
  ...ATTRIBUTES.map((name) => `attribute:${name}`),
]

/** A file of people, a line each; what is not known is empty. */
export function* peopleCsv(people: readonly PersonFact[]): Generator<string> {
  yield csvLine(HEADER)
  for (const person of people) {
    yield csvLine([
      person.email,
      person.name,
      person.start_date,
      person.end_date,
      person.time_zone,
      person.github_username,
      person.aliases?.join(';'),
      person.team,
      person.team_lead,
      person.writes_code,
      ...ATTRIBUTES.map((name) => person.attributes?.[name]?.join(';')),
    ])
  }
}
