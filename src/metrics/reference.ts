import { hasValues, KNOWN_ITEMS, type KnownItem, type Metric, PERCEPTION } from '../model/index.ts'
import { CATALOGUE, SURVIVAL_CATALOGUE } from './catalogue.ts'
import type { MetricDefinition } from './metric.ts'
import { TEAM_CATALOGUE } from './team-catalogue.ts'

/** The page of all metrics in Markdown, made of their definitions. */
export function reference(): string {
  return `${[
    HEAD,
    '## Metrics of people',
    ...CATALOGUE.map(chapter),
    '## Metrics of teams',
    'No person has a number of these. In a report about people they are those of their teams, one a team.',
    ...TEAM_CATALOGUE.map(chapter),
    '## Time until something happens',
    ...SURVIVAL_CATALOGUE.map(chapter),
    '## Items of surveys',
    ITEMS,
    ...KNOWN_ITEMS.map(itemChapter),
  ].join('\n\n')}\n`
}

const HEAD = `# Metrics

This page is made of the definitions of the catalogue, which [metrics.list](api.md#metricslist) gives to programs and each report
opens at the name of a metric.

## What all of them share

* **A person** is all their accounts together. Accounts of bots count nowhere.
* **Available days** are Monday to Friday within the dates of employment, without the public holidays of the country and without
  absences; in a rate they are multiplied by the part of full time. The country is that of the attribute Geo, else that of the
  time zone, else a default: administrators set both on the page of settings. Absences, part time and days of work come
  [by file](files.md#absences-part-time-and-days-of-work). Without a list of absences, scheduled days are taken for available.
* **A week without an available day is no week** of the person: it is not a zero.
* **A day of which no source speaks is unknown**: it is left out, and what happened on it adds nothing. A day of which a source
  speaks and on which nothing happened is a true 0.
* **Weeks** begin on Monday, by the clock of the person.
* **A rate or share of a person** is a ratio of sums over the whole period, never a mean of the weeks. **Durations and sizes** are
  a geometric mean.
* **Two clocks** tell durations of pull requests: the one on the wall, and working hours, which run from Monday to Friday, 8 to 18
  by the clock of the author, and stand still on the public holidays of their country. The metrics of the second end in
  \`_business\`; a pull request that is merged within one working day has the same of both.
* **Quantiles** of durations and sizes, such as the time that half of the pull requests take, are of the pull requests, pushes or
  starts themselves and not of people. They are read off buckets, each of which reaches 1.1 times as far as the one before, so
  that a quantile is off by 5% at most.
* **The first twelve weeks** after joining are left out of every comparison.
* The dates of holidays are those of [date-holidays](https://github.com/commenthol/date-holidays), CC BY 3.0.`

/** How a number is put together, with the letter that the literature has for it. */
const KINDS: Readonly<Record<Metric['kind'], string>> = {
  rate: 'ratio of sums (R)',
  share: 'ratio of sums, in per cent (R)',
  log: 'mean of logarithms, shown as the geometric mean (L)',
  survival: 'median of the time until it happens, with those still waiting (Kaplan and Meier)',
}

const DIRECTIONS: Readonly<Record<Metric['direction'], string>> = {
  higher: 'higher is better',
  lower: 'lower is better',
  context: 'neither way is better: it explains others',
}

function chapter(metric: Metric | MetricDefinition): string {
  const { id, name, definition, unit, direction, kind, unknown, gaming, guardrails, events } =
    metric
  const subject = 'subject' in metric ? metric.subject : 'pull_requests'
  const beside = guardrails.map((guardrail) => `[${guardrail}](#${guardrail})`).join(', ')
  return [
    `### ${id}`,
    `**${name}**: ${definition}`,
    [
      `* In ${unit}; ${DIRECTIONS[direction]}; ${KINDS[kind]}.`,
      ...(events ? [`* Of ${events} there are quantiles too.`] : []),
      `* Made of: ${subject.replaceAll('_', ' ')}.`,
      `* Unknown: ${unknown}`,
      `* How it can be moved without better work: ${gaming}`,
      ...(beside ? [`* To be read beside: ${beside}.`] : []),
    ].join('\n'),
  ].join('\n\n')
}

const ITEMS = `What people say stands beside what is counted: every item of a survey is a metric by its key, as it was answered in the
last run that was opened in the period. These are known by themselves; others are [defined](surveys.md).

* **A score** is the share of favourable answers among those who answered, or the mean of what the options stand for.
* **Unknown**: whoever did not answer, or said that it does not apply, has no score, and is no bad answer.
* **How it can be moved without better work**: people answer what they think is wanted, once answers are held against them. How
  many answered stands beside each score, and where cohorts answered at rates far apart, the score that everybody's make-up would give.
* **What is perceived is shown beside what is measured only.**`

/** Which metrics measure what an item asks people about. */
const MEASURED: Readonly<Record<string, readonly string[]>> = {
  deep_work: ['focus_hours', 'coding_days'],
  env_toil: ['env_ready_time', 'env_failure_rate'],
  ease_release: ['deployment_frequency', 'change_lead_time'],
  ease_local_iteration: ['ci_wait', 'ci_success_first_try'],
  ease_dev_environment: ['env_ready_time', 'env_failure_rate'],
  ease_documentation: ['time_to_nth_pr'],
  ease_code: ['pr_review_time', 'rework_rate'],
  new_capability_share: ['pr_throughput', 'revert_rate'],
  perceived_time_saved: ['pr_throughput', 'pr_cycle_time'],
}

function itemChapter(item: KnownItem): string {
  const { key, name, text, options, unit } = item
  const beside = (MEASURED[key] ?? []).map((metric) => `[${metric}](#${metric})`).join(', ')
  const valued = hasValues(item)
  const counts = valued
    ? options.map(({ label, value }) => `"${label}" stands for ${value}`)
    : options.filter(({ favourable }) => favourable).map(({ label }) => `"${label}"`)
  return [
    `### ${key}`,
    `**${name}**: ${text}`,
    [
      `* In ${valued ? unit : '% of answers'}; ${DIRECTIONS[directionOf(item)]}; ${valued ? 'mean of the options' : 'share of favourable answers'} (O).`,
      `* ${valued ? 'Options' : 'Favourable'}: ${counts.join(', ')}.`,
      ...(beside ? [`* To be read beside: ${beside}.`] : []),
    ].join('\n'),
  ].join('\n\n')
}

function directionOf({ key, lower_is_better }: KnownItem): Metric['direction'] {
  if (key === PERCEPTION) return 'context'
  return lower_is_better ? 'lower' : 'higher'
}
