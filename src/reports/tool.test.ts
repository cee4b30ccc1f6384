import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../test/organisation.ts'
import { SECRET_KEY } from '../../test/source.ts'
import { givenWave } from '../../test/surveys.ts'
import { ToolSpec } from '../model/index.ts'
import { random } from '../stats/random.ts'
import { REPORTS } from './registry.ts'
import { renderReport } from './render.ts'

const held = testDatabase()
const WEEKS = 52
/** The week of adoption. */
const ADOPTION = 28
const PEOPLE = 120

/** Half adopt the tool, of whom every second uses it daily and the others seldom. */
function organisation(): GivenPerson[] {
  const draw = random(9)
  return people(PEOPLE, (i) => {
    const adopts = i < PEOPLE / 2
    const usage = adopts ? (i % 2 === 0 ? 'daily' : 'monthly') : 'no account'
    const weeks = Array.from({ length: WEEKS }, (_, n) => ({
      prs_merged: draw.poisson(3),
      tool_days: adopts && n >= ADOPTION ? 3 : 0,
    }))
    return {
      team: `T${i % 30}`,
      values: {
        Coder: adopts ? 'account' : 'no account',
        'Coder usage': usage,
        Role: i % 2 === 0 ? 'Backend' : 'Frontend',
      },
      week: (n) => weeks[n],
    }
  })
}

const asking = {
  privileged: false,
  now: new Date('2026-12-28T12:00:00Z'),
  secretKey: () => SECRET_KEY,
}

const answer = (more: object = {}) =>
  inOrganisation(
    held.database,
    { people: organisation(), tool: 'Coder', weeks: WEEKS },
    async (tx) => {
      // Users who use it daily are content, the others are not.
      for (const opened of ['2026-06-01', '2026-12-01'])
        await givenWave(tx, {
          name: `Survey of ${opened}`,
          opened,
          answers: { ease_dev_environment: (n) => (n < PEOPLE / 2 && n % 2 === 0 ? 4 : n % 3) },
        })
      return REPORTS.tool.run(tx, ToolSpec.parse({ attribute: 'Coder', ...more }), asking)
    },
  )

test('shows what people said by how often they use the tool, with who answered', async () => {
  const report = await answer()
  expect(report.said_missing).toBeNull()
  expect(report.said?.cohorts.map(({ name }) => name)).toEqual(['daily', 'seldom', 'no account'])
  const [item] = report.said?.metrics ?? []
  expect(item?.survey).toMatchObject({ wave: 'Survey of 2026-12-01' })
  expect(item?.survey?.shares[0]?.response_rate).toBe(1)
  const [daily] = item?.cohorts ?? []
  expect(daily?.estimate).toBe(100)
  const html = await renderReport(REPORTS.tool, report, 'html')
  expect(html).toContain('100% answered')
  const text = await renderReport(REPORTS.tool, report, 'text')
  expect(text).toMatch(/Ease of the development environment\n/)
})

test('shows the change of answers beside what is measured, and who uses it', async () => {
  const report = await answer()
  expect(report.impact.metrics.map(({ metric, family }) => [metric.id, family])).toContainEqual([
    'ease_dev_environment',
    'environment',
  ])
  expect(report.use?.tool).toBe('Coder')
  expect(report.top[0]).toMatch(/^Coder: \d+ of \d+ eligible developers use it in a normal week/)
})

test('tells the effect in segments that are named, and of each why it is not', async () => {
  const { segments, spec } = await answer({ segments: ['Role=Backend', 'Role=Frontend'] })
  expect(spec.segments).toEqual(['Role=Backend', 'Role=Frontend'])
  expect(segments.map(({ name, people, reason }) => [name, people.adopters, reason])).toEqual([
    ['Role=Backend', 30, null],
    ['Role=Frontend', 30, null],
  ])
  for (const { effect } of segments) expect(effect?.interval.level).toBe(0.95)
})

test('an item of a survey cannot be what the page is judged by', async () => {
  await expect(answer({ metric: 'ease_dev_environment' })).rejects.toMatchObject({
    code: 'invalid_arguments',
    message: expect.stringContaining('Name it among metrics'),
  })
})
