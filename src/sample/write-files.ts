import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PullRequestFact } from '../model/index.ts'
import { coderTable } from './files/coder-table.ts'
import { deploymentsCsv, incidentsCsv, servicesCsv } from './files/delivery-csv.ts'
import { peopleCsv } from './files/people-csv.ts'
import { pipelineRunsCsv } from './files/pipeline-runs-csv.ts'
import { pullsJson } from './files/pulls-json.ts'
import { surveyCsv } from './files/survey-csv.ts'
import { writeText } from './files/text-file.ts'
import { toolDaysCsv } from './files/tool-days-csv.ts'
import { truthJson } from './files/truth-json.ts'
import type { SampleOrganisation } from './organisation.ts'
import { hasRuns } from './pipeline-runs.ts'

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
  pipeline_runs: string
  truth: string
}

/** Writes the files that a user of such an organisation would have, and the truth beside them; makes the folder. */
export async function writeFiles(organisation: SampleOrganisation, folder: string): Promise<Files> {
  await mkdir(folder, { recursive: true })
  const { people, before_moves, tool_users, exports, run_from } = organisation
  const running: PullRequestFact[] = []
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
      pullsJson(
        noting(exports ? exports.second() : organisation.pullRequests(), run_from, running),
      ),
    ),
    tool_days: await write('tool-days.csv', toolDaysCsv(organisation.toolDays())),
    survey: await write('survey.csv', surveyCsv(organisation.survey)),
    services: await write('services.csv', servicesCsv(organisation.deliveries())),
    deployments: await write('deployments.csv', deploymentsCsv(organisation.deliveries())),
    incidents: await write('incidents.csv', incidentsCsv(organisation.deliveries())),
    pipeline_runs: await write(
      'pipeline-runs.csv',
      pipelineRunsCsv(organisation.pipelineRuns(running)),
    ),
    truth: await write('truth.json', truthJson(organisation)),
  }
}

/** The same pull requests, noting on their way those that have runs: to derive all of them twice would take long. */
function* noting(pulls: Iterable<PullRequestFact>, from: string, running: PullRequestFact[]) {
  for (const pull of pulls) {
    if (hasRuns(pull, from)) running.push(pull)
    yield pull
  }
}
