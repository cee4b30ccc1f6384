import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { coderTable } from './files/coder-table.ts'
import { deploymentsCsv, incidentsCsv, servicesCsv } from './files/delivery-csv.ts'
import { peopleCsv } from './files/people-csv.ts'
import { pullsJson } from './files/pulls-json.ts'
import { surveyCsv } from './files/survey-csv.ts'
import { writeText } from './files/text-file.ts'
import { toolDaysCsv } from './files/tool-days-csv.ts'
import { truthJson } from './files/truth-json.ts'
import type { SampleOrganisation } from './organisation.ts'

/** Paths of what was written. */
export interface Files {
  people: string
  /** With a re-organisation: the people on the day before it. */
  people_before?: string
  coder_users: string
  /** With an outage: the pull requests as they stood when it began; then `pulls` has what changed since. */
  pulls_before?: string
  pulls: string
  tool_days: string
  survey: string
  services: string
  deployments: string
  incidents: string
  truth: string
}

/** Writes the files that a user of such an organisation would have, and the truth beside them; makes the folder. */
export async function writeFiles(organisation: SampleOrganisation, folder: string): Promise<Files> {
  await mkdir(folder, { recursive: true })
  const { people, before_moves, tool_users, exports } = organisation
  const write = async (name: string, pieces: Iterable<string>) => {
    const path = join(folder, name)
    await writeText(path, pieces)
    return path
  }
  return {
    people: await write('people.csv', peopleCsv(people)),
    ...(before_moves && {
      people_before: await write(
        `people-before-${before_moves.day}.csv`,
        peopleCsv(before_moves.people),
      ),
    }),
    coder_users: await write('coder-users.txt', coderTable(tool_users)),
    ...(exports && {
      pulls_before: await write(
        `pulls-before-${exports.at.slice(0, 10)}.json`,
        pullsJson(exports.first()),
      ),
    }),
    pulls: await write(
      'pulls.json',
      pullsJson(exports ? exports.second() : organisation.pullRequests()),
    ),
    tool_days: await write('tool-days.csv', toolDaysCsv(organisation.toolDays())),
    survey: await write('survey.csv', surveyCsv(organisation.survey)),
    services: await write('services.csv', servicesCsv(organisation.deliveries())),
    deployments: await write('deployments.csv', deploymentsCsv(organisation.deliveries())),
    incidents: await write('incidents.csv', incidentsCsv(organisation.deliveries())),
    truth: await write('truth.json', truthJson(organisation)),
  }
}
