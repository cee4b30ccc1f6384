import type { Metric } from '../model/index.ts'
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
