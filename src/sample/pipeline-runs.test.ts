import { expect, test } from 'vitest'
import { dayAfter, PipelineRunFact } from '../model/index.ts'
import { generate } from './generate.ts'

const organisation = generate({ seed: 2, people: 200, weeks: 40 })
const pulls = new Map(
  [...organisation.pullRequests()].map((pull) => [`${pull.repo}#${pull.number}`, pull]),
)
const runs = [...organisation.pipelineRuns(organisation.pullRequests())]

test('every pull request that was ready since the first day has a run, and one more where that failed', () => {
  const by = Map.groupBy(runs, ({ repo, number }) => `${repo}#${number}`)
  const { run_from, settings } = organisation
  const ready = [...pulls].filter(
    ([, { ready_at = '' }]) => ready_at >= run_from && ready_at < dayAfter(settings.end, -1),
  )
  expect(ready.length).toBeGreaterThan(1000)
  for (const [name, { ready_at }] of ready) {
    const [first, second] = by.get(name) ?? []
    expect(first).toMatchObject({ queued_at: ready_at })
    if (second) expect([first?.status, second.status]).toEqual(['failure', 'success'])
  }
  for (const run of runs) PipelineRunFact.parse(run)
  expect(new Set(runs.map(({ external_id }) => external_id)).size).toBe(runs.length)
})

test('runs take the minutes and pass as often as the truth says', () => {
  const logs = runs.map(({ queued_at, finished_at = '' }) =>
    Math.log((Date.parse(finished_at) - Date.parse(queued_at)) / 60_000),
  )
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length
  expect(Math.abs(mean - Math.log(organisation.truth.pipeline_minutes))).toBeLessThan(0.03)
  const passed = runs.filter(({ status }) => status === 'success').length / runs.length
  expect(Math.abs(passed - organisation.truth.pipelines_passing)).toBeLessThan(0.02)
})

test('the runs of a pull request hang on no other', () => {
  const [some] = [...pulls.values()].filter(
    ({ ready_at = '' }) => ready_at >= organisation.run_from,
  )
  if (!some) throw new Error('None was ready')
  expect([...organisation.pipelineRuns([some])]).toEqual(
    runs.filter(({ repo, number }) => repo === some.repo && number === some.number),
  )
})
