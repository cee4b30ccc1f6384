import type * as z from 'zod'
import { accountsAcceptSuggestions } from './methods/accounts.acceptSuggestions.ts'
import { accountsJudge } from './methods/accounts.judge.ts'
import { accountsLink } from './methods/accounts.link.ts'
import { accountsList } from './methods/accounts.list.ts'
import { accountsReject } from './methods/accounts.reject.ts'
import { accountsUnlink } from './methods/accounts.unlink.ts'
import { accountsUnmatched } from './methods/accounts.unmatched.ts'
import { attributeGroupsCreate } from './methods/attributeGroups.create.ts'
import { attributeGroupsList } from './methods/attributeGroups.list.ts'
import { attributeGroupsUpdate } from './methods/attributeGroups.update.ts'
import { authInfo } from './methods/auth.info.ts'
import { authWhoami } from './methods/auth.whoami.ts'
import { importsApply } from './methods/imports.apply.ts'
import { importsCreate } from './methods/imports.create.ts'
import { importsInfo } from './methods/imports.info.ts'
import { importsList } from './methods/imports.list.ts'
import { importsPreview } from './methods/imports.preview.ts'
import { importsUndo } from './methods/imports.undo.ts'
import { metricsCreate } from './methods/metrics.create.ts'
import { metricsList } from './methods/metrics.list.ts'
import { metricsRemove } from './methods/metrics.remove.ts'
import { metricsUpdate } from './methods/metrics.update.ts'
import { privacyInfo } from './methods/privacy.info.ts'
import { reportsAdoption } from './methods/reports.adoption.ts'
import { reportsBreakdown } from './methods/reports.breakdown.ts'
import { reportsCohort } from './methods/reports.cohort.ts'
import { reportsCorrelation } from './methods/reports.correlation.ts'
import { reportsDistribution } from './methods/reports.distribution.ts'
import { reportsImpact } from './methods/reports.impact.ts'
import { reportsRun } from './methods/reports.run.ts'
import { reportsTool } from './methods/reports.tool.ts'
import { reportsTrend } from './methods/reports.trend.ts'
import { retentionInfo } from './methods/retention.info.ts'
import { schedulesCreate } from './methods/schedules.create.ts'
import { schedulesInfo } from './methods/schedules.info.ts'
import { schedulesList } from './methods/schedules.list.ts'
import { schedulesRemove } from './methods/schedules.remove.ts'
import { schedulesRun } from './methods/schedules.run.ts'
import { schedulesUpdate } from './methods/schedules.update.ts'
import { servicesAssign } from './methods/services.assign.ts'
import { servicesList } from './methods/services.list.ts'
import { servicesRemove } from './methods/services.remove.ts'
import { servicesSuggestions } from './methods/services.suggestions.ts'
import { servicesUpdate } from './methods/services.update.ts'
import { settingsInfo } from './methods/settings.info.ts'
import { settingsUpdate } from './methods/settings.update.ts'
import { signInLinksCreate } from './methods/signInLinks.create.ts'
import { snapshotsInfo } from './methods/snapshots.info.ts'
import { snapshotsList } from './methods/snapshots.list.ts'
import { sourcesCheck } from './methods/sources.check.ts'
import { sourcesCreate } from './methods/sources.create.ts'
import { sourcesHook } from './methods/sources.hook.ts'
import { sourcesInfo } from './methods/sources.info.ts'
import { sourcesKinds } from './methods/sources.kinds.ts'
import { sourcesLeft } from './methods/sources.left.ts'
import { sourcesList } from './methods/sources.list.ts'
import { sourcesPush } from './methods/sources.push.ts'
import { sourcesRemove } from './methods/sources.remove.ts'
import { sourcesRun } from './methods/sources.run.ts'
import { sourcesRuns } from './methods/sources.runs.ts'
import { sourcesTasksCreate } from './methods/sources.tasks.create.ts'
import { sourcesTasksInfo } from './methods/sources.tasks.info.ts'
import { sourcesUnhook } from './methods/sources.unhook.ts'
import { sourcesUpdate } from './methods/sources.update.ts'
import { studiesClose } from './methods/studies.close.ts'
import { studiesCreate } from './methods/studies.create.ts'
import { studiesInfo } from './methods/studies.info.ts'
import { studiesList } from './methods/studies.list.ts'
import { studiesPeople } from './methods/studies.people.ts'
import { studiesPlan } from './methods/studies.plan.ts'
import { studiesRemove } from './methods/studies.remove.ts'
import { studiesResult } from './methods/studies.result.ts'
import { studiesStart } from './methods/studies.start.ts'
import { studiesTeams } from './methods/studies.teams.ts'
import { studiesUpdate } from './methods/studies.update.ts'
import { surveysComments } from './methods/surveys.comments.ts'
import { surveysForgetKey } from './methods/surveys.forgetKey.ts'
import { surveysInfo } from './methods/surveys.info.ts'
import { surveysItemsList } from './methods/surveys.items.list.ts'
import { surveysItemsUpdate } from './methods/surveys.items.update.ts'
import { surveysList } from './methods/surveys.list.ts'
import { teamsFindByMembers } from './methods/teams.findByMembers.ts'
import { teamsInfo } from './methods/teams.info.ts'
import { teamsList } from './methods/teams.list.ts'
import { tokensCreate } from './methods/tokens.create.ts'
import { tokensList } from './methods/tokens.list.ts'
import { tokensRevoke } from './methods/tokens.revoke.ts'
import { usersAttributesUpdate } from './methods/users.attributes.update.ts'
import { usersErase } from './methods/users.erase.ts'
import { usersExport } from './methods/users.export.ts'
import { usersFindByGithubUsername } from './methods/users.findByGithubUsername.ts'
import { usersFindByGitlabUsername } from './methods/users.findByGitlabUsername.ts'
import { usersInfo } from './methods/users.info.ts'
import { usersList } from './methods/users.list.ts'
import { usersMerge } from './methods/users.merge.ts'
import { usersMergesList } from './methods/users.merges.list.ts'
import { usersRolesUpdate } from './methods/users.roles.update.ts'
import { usersSearch } from './methods/users.search.ts'
import { usersSplit } from './methods/users.split.ts'
import { usersTools } from './methods/users.tools.ts'
import { usersUpdate } from './methods/users.update.ts'
import { usersViewsList } from './methods/users.views.list.ts'

/** The whole Web API, in order of name. Server, OpenAPI, command line, reference and web client are read off this table. */
export const methods = {
  'accounts.acceptSuggestions': accountsAcceptSuggestions,
  'accounts.judge': accountsJudge,
  'accounts.link': accountsLink,
  'accounts.list': accountsList,
  'accounts.reject': accountsReject,
  'accounts.unlink': accountsUnlink,
  'accounts.unmatched': accountsUnmatched,
  'attributeGroups.create': attributeGroupsCreate,
  'attributeGroups.list': attributeGroupsList,
  'attributeGroups.update': attributeGroupsUpdate,
  'auth.info': authInfo,
  'auth.whoami': authWhoami,
  'imports.apply': importsApply,
  'imports.create': importsCreate,
  'imports.info': importsInfo,
  'imports.list': importsList,
  'imports.preview': importsPreview,
  'imports.undo': importsUndo,
  'metrics.create': metricsCreate,
  'metrics.list': metricsList,
  'metrics.remove': metricsRemove,
  'metrics.update': metricsUpdate,
  'privacy.info': privacyInfo,
  'reports.adoption': reportsAdoption,
  'reports.breakdown': reportsBreakdown,
  'reports.cohort': reportsCohort,
  'reports.correlation': reportsCorrelation,
  'reports.distribution': reportsDistribution,
  'reports.impact': reportsImpact,
  'reports.run': reportsRun,
  'reports.tool': reportsTool,
  'reports.trend': reportsTrend,
  'retention.info': retentionInfo,
  'schedules.create': schedulesCreate,
  'schedules.info': schedulesInfo,
  'schedules.list': schedulesList,
  'schedules.remove': schedulesRemove,
  'schedules.run': schedulesRun,
  'schedules.update': schedulesUpdate,
  'services.assign': servicesAssign,
  'services.list': servicesList,
  'services.remove': servicesRemove,
  'services.suggestions': servicesSuggestions,
  'services.update': servicesUpdate,
  'settings.info': settingsInfo,
  'settings.update': settingsUpdate,
  'signInLinks.create': signInLinksCreate,
  'snapshots.info': snapshotsInfo,
  'snapshots.list': snapshotsList,
  'sources.check': sourcesCheck,
  'sources.create': sourcesCreate,
  'sources.hook': sourcesHook,
  'sources.info': sourcesInfo,
  'sources.kinds': sourcesKinds,
  'sources.left': sourcesLeft,
  'sources.list': sourcesList,
  'sources.push': sourcesPush,
  'sources.remove': sourcesRemove,
  'sources.run': sourcesRun,
  'sources.runs': sourcesRuns,
  'sources.tasks.create': sourcesTasksCreate,
  'sources.tasks.info': sourcesTasksInfo,
  'sources.unhook': sourcesUnhook,
  'sources.update': sourcesUpdate,
  'studies.close': studiesClose,
  'studies.create': studiesCreate,
  'studies.info': studiesInfo,
  'studies.list': studiesList,
  'studies.people': studiesPeople,
  'studies.plan': studiesPlan,
  'studies.remove': studiesRemove,
  'studies.result': studiesResult,
  'studies.start': studiesStart,
  'studies.teams': studiesTeams,
  'studies.update': studiesUpdate,
  'surveys.comments': surveysComments,
  'surveys.forgetKey': surveysForgetKey,
  'surveys.info': surveysInfo,
  'surveys.items.list': surveysItemsList,
  'surveys.items.update': surveysItemsUpdate,
  'surveys.list': surveysList,
  'teams.findByMembers': teamsFindByMembers,
  'teams.info': teamsInfo,
  'teams.list': teamsList,
  'tokens.create': tokensCreate,
  'tokens.list': tokensList,
  'tokens.revoke': tokensRevoke,
  'users.attributes.update': usersAttributesUpdate,
  'users.erase': usersErase,
  'users.export': usersExport,
  'users.findByGithubUsername': usersFindByGithubUsername,
  'users.findByGitlabUsername': usersFindByGitlabUsername,
  'users.info': usersInfo,
  'users.list': usersList,
  'users.merge': usersMerge,
  'users.merges.list': usersMergesList,
  'users.roles.update': usersRolesUpdate,
  'users.search': usersSearch,
  'users.split': usersSplit,
  'users.tools': usersTools,
  'users.update': usersUpdate,
  'users.views.list': usersViewsList,
}

export type Methods = typeof methods
export type MethodName = keyof Methods

/** What travels: arguments as the client sends them, answers as it gets them. */
export type Args<N extends MethodName> = z.input<Methods[N]['args']>
export type Result<N extends MethodName> = z.input<Methods[N]['result']>
