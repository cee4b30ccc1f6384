import type {
  PersonFact,
  PipelineRunFact,
  PullRequestFact,
  SurveyAnswersFact,
  ToolDayFact,
  ToolUserFact,
} from '../model/index.ts'
import type { Delivery } from './delivery.ts'
import type { Exports } from './exports.ts'
import type { Ledger } from './ledger.ts'
import type { Settings } from './options.ts'
import type { PersonLedger } from './person-ledger.ts'
import type { Truth } from './truth.ts'

/** A made-up organisation: what its sources say, and what is true of it. */
export interface SampleOrganisation {
  settings: Settings
  /** The file of people on the last day. */
  people: PersonFact[]
  /** With a re-organisation: its day, and the file of people on the day before. */
  before_moves?: { day: string; people: PersonFact[] }
  /** The list of Coder's users, as it orders them; an account that is no person has no address. */
  tool_users: ToolUserFact[]
  /** The answers to one survey, a line for everybody who was asked. */
  survey: SurveyAnswersFact[]
  /** First day of which deployments and incidents are known. */
  delivered_from: string
  /** First day of which runs of pipelines are known. */
  run_from: string
  /** Days that a source knows nothing about. */
  gaps: Gap[]
  /** With an outage: the pull requests as they are exported when it begins, and what has changed at the end. */
  exports?: Exports
  truth: Truth
  ledger: Ledger
  /** Derived afresh, and the same, at each call: so a large organisation never stands in memory. */
  pullRequests(): Iterable<PullRequestFact>
  toolDays(): Iterable<ToolDayFact>
  deliveries(): Iterable<Delivery>
  /** The runs of pipelines for these pull requests, of those that were ready since `run_from`. */
  pipelineRuns(pulls: Iterable<PullRequestFact>): Iterable<PipelineRunFact>
  personLedgers(): Iterable<PersonLedger>
}

/** Days, `to` excluded, on which merges in these repositories went unread. */
export interface Gap {
  source: 'github'
  from: string
  to: string
  repos: string[]
}
