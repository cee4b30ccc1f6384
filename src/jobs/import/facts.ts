import type { RawBuilder } from 'kysely'
import type { FactKind, ImportOptions } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import type { Change } from '../../store/journal.ts'
import { applyAbsences } from './absences.ts'
import { applyCalendarBusy } from './calendar-busy.ts'
import { applyCustomFacts } from './custom-facts.ts'
import { applyDeployments } from './deployments.ts'
import { applyIncidents } from './incidents.ts'
import { applyPeople } from './people.ts'
import { applyPipelineRuns } from './pipeline-runs.ts'
import { applyPullRequests, applyReviews } from './pull-requests.ts'
import { applyServices } from './services.ts'
import { applySurveyAnswers } from './survey-answers.ts'
import { applySurveyItems } from './survey-items.ts'
import { applyTeams } from './teams.ts'
import { applyToolDays } from './tool-days.ts'
import { applyToolUsers } from './tool-users.ts'

/** What the steps of one kind of facts know. */
export interface Applying {
  /** The facts: a relation of line and fact, whether of a file or of a batch from a source. */
  lines: RawBuilder<unknown>
  options: ImportOptions
  by: Change
  time_zone: string
  /** Of which days the facts are all that there is: those from the first to the last of them, or as somebody else states. */
  covers: 'span' | 'stated'
  /** Sentences for the preview, added along the way. */
  notes: string[]
  /** The key of the installation, which seals those of surveys; absent where there is none. */
  secretKey?: (() => string) | undefined
}

const STEPS: Record<FactKind, (tx: Db, it: Applying) => Promise<void>> = {
  people: applyPeople,
  tool_users: applyToolUsers,
  pull_requests: applyPullRequests,
  reviews: applyReviews,
  tool_days: applyToolDays,
  absences: applyAbsences,
  calendar_busy: applyCalendarBusy,
  teams: applyTeams,
  services: applyServices,
  deployments: applyDeployments,
  pipeline_runs: applyPipelineRuns,
  incidents: applyIncidents,
  custom_facts: applyCustomFacts,
  survey_items: applySurveyItems,
  survey_answers: applySurveyAnswers,
}

/** Writes facts of one kind. What became of each is in the table `staged`. */
export function applyFacts(tx: Db, kind: FactKind, it: Applying): Promise<void> {
  return STEPS[kind](tx, it)
}
